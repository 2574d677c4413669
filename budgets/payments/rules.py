"""Who settles payments: finance alone, for a bank line tells who paid."""

import rules

from areas.roles.rules import holds
from budgets.payments.states import SETTLE

rules.add_perm(SETTLE, holds("finance"))
