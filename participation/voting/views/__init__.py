"""The doors of the room: `public` for readers, `ballot` for who votes, `workspace` for who holds rounds, `paper`."""
