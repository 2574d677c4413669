"""The doors of the room: `public` for readers, `answers` for who got a letter, `workspace` for who works on it."""
