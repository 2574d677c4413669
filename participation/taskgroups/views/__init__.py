"""The doors of the room: `public` for readers, `members` for who takes part, `workspace` for who helps groups."""
