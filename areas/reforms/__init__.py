"""Herindeling: merging, splitting, renaming, moving, adding and ending areas on a date.

Owns the reform (what was decided, why and by which decision) and carries it out on the rooms below it: the
versions and successions of territory, the estimates of figures. May know addresses, organisations and what
is below them.
"""
