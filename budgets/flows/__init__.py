"""Flows: all money that goes into an area, whoever gives it, led along the goals of the area (wijkeconomie).

Owns sources, goals of money, amounts with how sure they are, joint flows, calls for new partners, and the sheets
that bring amounts in. What the ledger booked comes in by itself. Knows figures, the ledger and what is below.
"""
