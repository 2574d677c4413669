"""Reads: `rounds` of rounds, sets and walking lists, `figures` of the numbers, `wishes` of what people want."""
