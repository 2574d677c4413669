"""Beschikkingen: what the gemeente decides about money, numbered without a gap, as a letter that never changes.

Owns decisions with their letter, the term within which someone can object, and how they are sent. What is
decided, and why, the rooms above say; they keep the decision that they asked for. May know areas (territory,
organisations, roles) and the foundation.
"""
