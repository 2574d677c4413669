"""Reach: who takes part in an area and who does not, without knowing anybody.

Owns the rule by which small groups of people are hidden. May know areas and the foundation; rooms above say
themselves what can be taken part in.
"""
