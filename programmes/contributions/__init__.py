"""Several parties make one programme: who supplies which part, by when, remarks in place, sign-off, versions.

Owns the gemeente's template of parts, remarks, sign-offs and reminders. May know yearly programmes and what lies
below; a supplier sees only its own parts here.
"""
