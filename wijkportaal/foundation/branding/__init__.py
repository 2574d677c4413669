"""Branding: the gemeente that this installation serves.

Owns its name, logo, colours and contact details, the stylesheet that puts the colours over the theme, and
the arithmetic of contrast and shades. Pages and print read the same values. It may know pictures (the logo)
and nothing of areas, roles or programmes.
"""
