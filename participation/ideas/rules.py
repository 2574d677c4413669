"""Who answers ideas: who works for the gemeente in the area."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.ideas.queries import ANSWERERS

rules.add_perm("ideas.see_open", holds_anywhere(*ANSWERERS))
rules.add_perm("ideas.answer_idea", holds(*ANSWERERS))
