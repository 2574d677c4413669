from dataclasses import dataclass

from wijkportaal.foundation.transitions.models import life_cycle_of
from wijkportaal.foundation.transitions.states import Transition


@dataclass(frozen=True)
class Step:
    """A button: a transition that this person may take, and what is still lacking for it."""

    transition: Transition
    lacking: list[str]


def available(obj, person) -> list[Step]:
    """Return the steps that `person` may take from the record's present state, in the table's order."""
    return [
        Step(transition, transition.lacking(obj))
        for transition in life_cycle_of(obj).leaving(obj.state)
        if person.has_perm(transition.permission, obj)
    ]
