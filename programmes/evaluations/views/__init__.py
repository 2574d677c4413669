"""The doors of the room: `public` for readers, `workspace` for who evaluates."""
