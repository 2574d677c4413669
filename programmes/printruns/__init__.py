"""Print runs: the programmes of a year for many areas at once, checked, approved, made by workers, frozen, delivered.

Owns print runs with their files, checks and delivery lists. Rendering one brochure is of `editions`; this room
plans, keeps and hands over. May know editions and what lies below.
"""
