"""What every resource of the REST API stands on, by the NL API Design Rules.

Owns the tokens with which people let programs in, and what was answered to a write with an idempotency key. Gives the
rooms a door that answers in problem details, pages, filters, coordinates in two systems and conditional requests; knows
none of their nouns. A room describes its own nouns in its `api.py`; `wijkportaal.portal.api` puts them together.
"""
