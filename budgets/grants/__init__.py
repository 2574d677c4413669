"""Grants: from a regeling and an aanvraag to the vaststelling, with every term, letter and euro on the way.

Owns regulations with their conditions, applications with budget, questions, advice, receipts and steps. Knows
decisions and the ledger, areas, organisations and the foundation; who applied is personal and is shown to nobody
outside. Nobody decides on an application in which they have an interest.
"""
