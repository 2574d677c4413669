"""Privacy: what the portal holds of a person, the copy they can take along, leaving, and how long everything is kept.

Owns the two registries that rooms fill: in their personal.py what each table holds of a person and what becomes of it
when they leave, in their retention.py what is cleared away and when. Knows the foundation below it and no room above:
a table that points to a person and is not declared fails a test, so nothing is forgotten silently.
"""
