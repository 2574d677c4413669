"""Languages: in which of its languages the portal speaks to whom, and the catalogues of its words.

Owns the prefix of an address (`/fy/…`, `/en/…`), the switch between languages, what is written in Dutch whoever reads
the page, the formats of dates and numbers, and the command that keeps the catalogues in `locale/` whole. Knows
nothing of the house.
"""
