"""Origins: what became of the signals and plans of residents, and which taakgroep works on a project.

Owns the rows that tie a signal, an initiative or a taakgroep to a project, and an initiative to an application. May know
programmes, projects, grants, participation and what is below; signals, initiatives and groups know nothing of these, so
their pages show this by a tag of this room, and lead times get their moment in the programme from it.
"""
