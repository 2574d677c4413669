"""Who may say how projects stand."""

import rules

from areas.roles.rules import holds_anywhere
from programmes.projects.queries import CARRIERS
from programmes.projects.rules import tells_of_projects, works_on_projects

rules.add_perm("progress.see_own_projects", holds_anywhere(*CARRIERS))
rules.add_perm("progress.report_progress", tells_of_projects)
rules.add_perm("progress.ask_for_report", works_on_projects)
