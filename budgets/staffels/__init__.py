"""Staffels: the rule by which an area gets its money, from parts, explained line by line, and its simulation.

Owns schemes with their versions, overrides and measures. A pure calculation; nothing here moves money. May know
areas (territory, figures, organisations, roles) and the foundation.
"""
