"""The doors of the room: `public` for readers; `editor`, `contributions` and `outcomes` for who knows the area."""
