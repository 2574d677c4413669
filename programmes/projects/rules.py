"""Who may do what with projects."""

import rules

from areas.roles.rules import holds

works_on_projects = holds("area_manager", "administrator")

rules.add_perm("projects.add_project", works_on_projects)
rules.add_perm("projects.edit_project", works_on_projects)
rules.add_perm("projects.change_state", works_on_projects | holds("community_worker"))
