"""Rietwolde, the gemeente that exists nowhere: everything that a portal with demonstration data shows.

Owns the invented geography, people, texts and drawn pictures, and `load`, which puts them into an empty
portal through the actions of the rooms, dated relative to today. Each part is made by code with a fixed
seed, so that two portals look the same. May know every room; no room may know it.
"""
