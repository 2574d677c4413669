"""Who may do what with decisions: officials of the area read and send them, who they are for reads them."""

import rules

from areas.roles.rules import holds, holds_anywhere
from budgets.decisions.queries import BOARD, OFFICIALS

rules.add_perm("decisions.see_decisions", holds_anywhere(*OFFICIALS, BOARD))
# Which ones, `queries.visible_to` says.
rules.add_perm("decisions.see_decision", rules.is_authenticated)
rules.add_perm("decisions.send_decision", holds("finance", "administrator"))
