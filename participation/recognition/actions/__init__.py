"""Every write of the room: `declaring` by boards, `deciding` by the gemeente, `recruiting` of members."""
