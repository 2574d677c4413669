"""Key figures per area and year, each with its source: inhabitants, households, dwellings and so on.

Owns Figure, Forecast, NationalFigure and the catalogue of indicators that the portal knows. May know territory and the foundation.
Unknown stays unknown: a value that the source left blank is never 0 and is said to be unknown.
"""
