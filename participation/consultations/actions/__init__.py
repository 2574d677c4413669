"""Writes: `sets` and `rounds` for who holds one, `answers` for what comes in, `walking` at the doors, `wishes` after."""
