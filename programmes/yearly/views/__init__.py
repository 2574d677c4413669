"""The doors of the room: `public` for readers, `editor` and `parts` for who makes a programme."""
