"""The doors of the room: `public` for readers, `makers` for who makes an initiative, `workspace` for the gemeente."""
