"""Who may do what in the cycle: who works in the area, who watches over a step, and who keeps the calendar."""

import rules

from areas.roles.rules import holds, holds_anywhere
from programmes.cycle.queries import INSIDERS, WORKERS, watches_any


@rules.predicate
def is_responsible(person, thing=None) -> bool:
    """Watches over this step, or over the step that this hangs on."""
    step = getattr(thing, "step", thing)
    return step is not None and person.is_authenticated and step.responsible_id == person.pk


@rules.predicate
def watches_over_some(person, obj=None) -> bool:
    """Watches over some step."""
    return watches_any(person)


manages_cycles = holds("area_manager", "administrator")
works_on_steps = holds(*WORKERS)

rules.add_perm("cycle.see_board", holds_anywhere(*INSIDERS) | watches_over_some)
rules.add_perm("cycle.plan_some", holds_anywhere("area_manager", "administrator"))
rules.add_perm("cycle.plan_cycle", manages_cycles)
rules.add_perm("cycle.see_step", holds(*INSIDERS) | is_responsible)
rules.add_perm("cycle.edit_step", works_on_steps | is_responsible)
rules.add_perm("cycle.move_step", manages_cycles | is_responsible)
rules.add_perm("cycle.change_state", manages_cycles | is_responsible)
rules.add_perm("cycle.manage_calendar", holds("administrator"))
