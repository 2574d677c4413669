"""The doors: `public`, `files` of boards, `deciding` and `criteria` by the gemeente, `recruiting` of members."""
