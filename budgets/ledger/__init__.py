"""The ledger: double entry, append-only; accounts per area, purpose, year and holder, balances as of any date.

Owns purposes, accounts, entries with their lines, and periods. Every entry balances and says on which decision
and document it rests; a mistake gets a counter-entry. Knows areas and the foundation; what an entry is for, the
rooms above say by a source of kind and id.
"""
