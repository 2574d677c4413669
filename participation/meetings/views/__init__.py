"""The doors of the room: `public` for readers and guests, `workspace` for who holds meetings, `evening` for the meeting itself."""
