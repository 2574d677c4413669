"""The ledger: double entry, append-only; accounts per area, purpose, year and holder, balances as of any date.

Owns accounts, entries and periods. Every entry balances and has its decision and document; a mistake gets a
counter-entry. Knows areas and the foundation; what an entry is for, the rooms above say.
"""
