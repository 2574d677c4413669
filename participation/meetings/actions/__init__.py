"""Writes of the room: `making` a meeting, its `guests`, its `outcomes`, and `keeping` by the clock."""
