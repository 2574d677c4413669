"""Surveys: how many residents know the work in their area, appreciate it, see problems solved and take part.

Owns surveys (peilingen) with their answers, codes and own questions, and the fixed scales that make years and areas
comparable (docs/adr/0134-surveys-with-fixed-scales.md). May know reach, areas and the foundation. An answer knows no
person, no address, no code and no moment.
"""
