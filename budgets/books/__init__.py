"""The treasurer's book: what a board of residents has, gets, spends and saves, and its yearly account.

Owns books with their accounts, lines, receipts, reserves and budgets, requests of villagers to the board, and the
life of a yearly account until it is published. Knows areas, organisations, allocations, the ledger's append-only triggers and
the foundation. The book is the board's own: the gemeente sees what was sent to it, and nobody a private name.
"""
