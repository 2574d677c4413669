"""Who may do what with rounds of voting. Nobody may see a ballot."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.voting.queries import ENTERERS, INSIDERS, RUNNERS

rules.add_perm("voting.see_workbench", holds_anywhere(*INSIDERS))
rules.add_perm("voting.see_round", holds(*INSIDERS))
rules.add_perm("voting.make_some", holds_anywhere(*RUNNERS))
rules.add_perm("voting.run_round", holds(*RUNNERS))
rules.add_perm("voting.enter_paper", holds(*ENTERERS))
rules.add_perm("voting.publish_round", holds(*RUNNERS, "alderman"))
