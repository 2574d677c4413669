"""Who may do what with projects."""

import rules

from areas.roles.rules import holds
from programmes.projects.queries import is_carried_by, own_organisations


@rules.predicate
def carries_project(person, project=None) -> bool:
    """Works for an organisation that leads this project or is a partner in it."""
    return project is not None and is_carried_by(project, own_organisations(person))


works_on_projects = holds("area_manager", "administrator")

tells_of_projects = works_on_projects | holds("community_worker") | carries_project

rules.add_perm("projects.add_project", works_on_projects)
rules.add_perm("projects.edit_project", works_on_projects)
rules.add_perm("projects.change_state", tells_of_projects)
