"""Who may do what with surveys. Nobody may see whose an answer is; nobody can."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.surveys.queries import ENTERERS, INSIDERS, RUNNERS

rules.add_perm("surveys.see_workbench", holds_anywhere(*INSIDERS))
rules.add_perm("surveys.see_survey", holds(*INSIDERS))
rules.add_perm("surveys.make_some", holds_anywhere(*RUNNERS))
rules.add_perm("surveys.run_survey", holds(*RUNNERS))
rules.add_perm("surveys.enter_paper", holds(*ENTERERS))
