"""Batches: an uploaded file of rows that is looked at first, and then read in as a whole or not at all.

Owns what every import has in common: the kept file, its preview, its life cycle and the one moment of writing.
What a file holds, and what it changes, the importing room knows.
"""
