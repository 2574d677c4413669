"""Who may do what with compound questions, mandates and special approaches."""

import rules

from areas.roles.rules import holds, holds_anywhere
from programmes.approaches.queries import INSIDERS

leads = holds("area_manager", "administrator")

rules.add_perm("approaches.see_questions", holds_anywhere(*INSIDERS))
rules.add_perm("approaches.see_question", holds(*INSIDERS))
rules.add_perm("approaches.add_some", holds_anywhere("area_manager", "administrator"))
rules.add_perm("approaches.edit_question", leads)
rules.add_perm("approaches.agree_roles", leads)
rules.add_perm("approaches.manage_mandates", holds("administrator"))
rules.add_perm("approaches.edit_approach", holds("administrator"))
