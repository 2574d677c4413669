"""The doors of the room: `public` for readers; `editor`, `pieces` and `plans` for who makes a visie."""
