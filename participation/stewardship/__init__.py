"""Stewardship (zeggenschap): bodies in which residents govern, and what these own or manage.

Owns the registered forms (zelfbeheer, bewonersbedrijf, coöperatie, trust), who governs them, what they own, manage or
rent, and the agreements with their end dates. May know the initiatives they came from, the files of recognition,
organisations and areas. Who holds a seat is not kept by name: only how many seats there are and how many are residents'.
"""
