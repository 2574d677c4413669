"""Who sees what is asked of residents, and who plans it: everyone who asks, of whichever organisation."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.asks.queries import PLANNERS, READERS

rules.add_perm("asks.see_calendar", holds_anywhere(*READERS))
rules.add_perm("asks.plan_some", holds_anywhere(*PLANNERS))
rules.add_perm("asks.plan_ask", holds(*PLANNERS))
rules.add_perm("asks.keep_streets", holds("area_manager", "community_worker", "administrator"))
rules.add_perm("asks.set_rule", holds("administrator"))
