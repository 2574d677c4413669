"""Who may do what with allocations: finance prepares, someone else decides, boards and officials look."""

import rules

from areas.roles.rules import holds, holds_anywhere
from budgets.allocations.queries import READERS


@rules.predicate
def did_not_prepare(person, run=None) -> bool:
    """Is someone else than who prepared this run, or who changed it last."""
    return run is not None and person.pk not in {run.prepared_by_id, run.edited_by_id}


@rules.predicate
def did_not_send(person, settlement=None) -> bool:
    """Is someone else than who sent this account."""
    return settlement is not None and person.pk != settlement.sent_by_id


is_finance = holds("finance")
is_of_college = holds_anywhere("alderman")

rules.add_perm("allocations.see_runs", is_finance | is_of_college)
rules.add_perm("allocations.prepare_run", is_finance)
rules.add_perm("allocations.send_back_run", is_finance | is_of_college)
rules.add_perm("allocations.adopt_run", (is_finance | is_of_college) & did_not_prepare)
# The steps that the portal itself takes.
rules.add_perm("allocations.carry_out_run", rules.always_false)
# Which ones, `queries.visible_to` says.
rules.add_perm("allocations.see_allocations", holds_anywhere(*READERS))
rules.add_perm("allocations.settle_account", is_finance & did_not_send)
