"""Who counts who takes part, and who sees it: everyone sees what is not small, on the page of the area."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.reach.queries import COUNTERS, READERS

rules.add_perm("reach.see_reach", holds_anywhere(*READERS))
rules.add_perm("reach.see_activity", holds(*READERS))
rules.add_perm("reach.count_some", holds_anywhere(*COUNTERS))
rules.add_perm("reach.count_people", holds(*COUNTERS))
