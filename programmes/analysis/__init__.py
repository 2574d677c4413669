"""Buurtanalyse: figures beside comparable areas, judgement of professionals, residents' experience, the story.

Owns analyses with their judgements, and results with indicators (results-based accountability, "turning the
curve"). May know evaluations, visions and what lies below.
"""
