"""The audit trail: who changed what, when, from where and why, with the old and the new values.

Database triggers write it (django-pghistory), so that no code path, raw SQL included, escapes it.
Knows only Django's models; every other room uses it.
"""
