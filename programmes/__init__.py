"""Floor 5: the yearly programme of an area, its projects and the printed edition.

Rooms, lowest first: `projects` (what lasts), `yearly` (the programme of an area and a year), `editions`
(the brochure). Knows the areas and the foundation; nothing below knows it.
"""
