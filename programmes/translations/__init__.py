"""Translations: the texts of a programme in other languages, written by people.

Owns translations and knows when the Dutch has changed since. May know the yearly programme and what lies below; the
brochure asks for them.
"""
