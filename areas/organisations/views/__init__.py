"""The doors of this room, by noun: organisations, the functions in them, facilities."""
