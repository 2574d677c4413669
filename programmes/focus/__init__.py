"""Focus: the few goals an area has chosen for a period, the limit on how much runs at once, and overlap.

Owns chosen goals and limits; points out projects that serve none, are one too many or double another. May know
projects, visions and what lies below.
"""
