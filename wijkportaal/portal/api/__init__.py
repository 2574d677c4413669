"""The REST API as a whole: which resources there are, their document, the page that explains them, what changed.

Owns no tables and no rules: what somebody may see is decided by the room that owns the noun, in its `queries.py`, and
what it looks like in its `api.py`. May know every room below the roof.
"""
