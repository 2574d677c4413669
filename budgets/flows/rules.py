"""Who may keep the money flows: finance all of them, a wijkmanager those of the own areas."""

import rules

from areas.roles.rules import holds, holds_anywhere
from budgets.flows.states import MANAGE

EDITORS = ("area_manager", "finance", "administrator")

rules.add_perm("flows.see_workbench", holds_anywhere(*EDITORS, "alderman", "councillor"))
rules.add_perm("flows.edit_some", holds_anywhere(*EDITORS))
rules.add_perm("flows.edit_flow", holds(*EDITORS))
rules.add_perm(MANAGE, holds("finance", "administrator"))
