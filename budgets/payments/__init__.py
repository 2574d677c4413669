"""Payments: what the bank says was paid, matched to what was expected, and booked in the ledger.

Owns bank lines (each once, however often a statement is read in), payments that other rooms expect, and which
line paid what. Knows the ledger and what is below it; what a payment is for, the rooms above say by a source of
kind and id. Names and account numbers of who paid stay here, and are shown to finance alone.
"""
