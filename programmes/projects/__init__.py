"""Projects: what is being done in an area, through the years, and the public trail of how it goes.

Owns themes, projects, their costs, photos, partners and place, and the life cycle of a project. Knows
areas, organisations and the foundation; in which programme a project stands is known by `yearly`.
"""
