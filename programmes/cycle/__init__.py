"""The yearly cycle of an area in seven steps, from buurtanalyse to evaluatie, on one board for all areas.

Owns cycles, steps with their period and results, the gemeente's calendar and reminders. May know programmes,
analyses and what lies below, to see what a step still lacks.
"""
