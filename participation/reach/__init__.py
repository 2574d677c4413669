"""Reach (bereik): who takes part in an area and who does not, without knowing anybody.

Owns activities that nobody else keeps, head counts, counts of groups from voluntary answers, what was tried to reach
whom, and the rule by which small groups of people are hidden. May know asks (streets), figures, organisations and
areas. Rooms above say in their `reach_sources.py` what can be taken part in. Only numbers are kept: no answer stands
by itself (docs/adr/0136-how-like-the-area.md).
"""
