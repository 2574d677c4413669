"""Origins: what became of the plans of residents, and which taakgroep works on a project.

Owns the rows that tie an initiative or a taakgroep to a project, and an initiative to an application. May know projects,
grants, participation and what is below; initiatives and groups know nothing of these, so their pages show this by a
tag of this room.
"""
