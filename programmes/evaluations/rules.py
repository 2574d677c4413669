"""Who may write an evaluation, make it public, and take a recipe over into an area."""

import rules

from areas.roles.rules import holds, holds_anywhere
from programmes.evaluations.queries import INSIDERS

evaluates = holds("area_manager", "community_worker", "administrator")

rules.add_perm("evaluations.see_workbench", holds_anywhere(*INSIDERS))
# For a project, a goal, or an evaluation: each has the area in which the role must be held.
rules.add_perm("evaluations.edit_evaluation", evaluates)
rules.add_perm("evaluations.measure_project", evaluates)
rules.add_perm("evaluations.publish_evaluation", holds("area_manager", "administrator"))
rules.add_perm("evaluations.take_over_some", holds_anywhere("area_manager", "administrator"))
