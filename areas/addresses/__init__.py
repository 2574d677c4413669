"""Waar woont u?: from a name, a postcode or a point on the map to the area someone lives in.

Owns the table of postcodes. May know organisations and what is below it; nothing of who asks is kept.
"""
