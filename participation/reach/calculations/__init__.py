"""Arithmetic of reach: small groups, shares with their margin, and how like an area some people are."""
