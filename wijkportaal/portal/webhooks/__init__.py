"""Webhooks: telling other systems what happened, as soon as it did.

Owns the addresses that the beheerder registered, what happened that anyone may know of, and each message on its way there
with how it went. Reads the history that the database keeps of every table (foundation.audit) and needs no word from the
rooms where things happen; sends only what is public. May know every room below the roof.
"""
