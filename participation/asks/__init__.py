"""Asks (uitvragen): who asks what of residents, in which streets and when, so that not always the same are asked.

Owns the calendar of asks of all organisations, the streets of an area and the rest that the gemeente wants to leave
them. May know organisations and areas; rooms above that ask something say so in their `reach_sources.py`.
"""
