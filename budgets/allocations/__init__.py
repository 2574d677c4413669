"""Toekenningen: a year of money of the areas, from the rule to the letters, the bookings and what is left at its end.

Owns runs (the first of a year, its corrections, its end), what each area gets by them, for which purposes and who
holds it, and the settling of what boards accounted for. May know staffels (the rule), decisions (the letters), the
ledger (the money), areas and the foundation; what areas do with the money, the rooms above know.
"""
