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


def progress_of(obj) -> list[tuple[str, str]]:
    """Return the states in the table's order, each with done, current or todo, for the steps on a page."""
    states = life_cycle_of(obj).states
    now = list(states).index(obj.state)
    marks = ["done" if place < now else "current" if place == now else "todo" for place in range(len(states))]
    return [(str(label).capitalize(), mark) for label, mark in zip(states.values(), marks, strict=True)]
