"""Working days in the Netherlands: which days count, when a term of so many of them ends, how many lie between.

Owns the calendar of weekends and holidays as the Algemene termijnenwet knows them. Pure Python, knows no other room.
"""
