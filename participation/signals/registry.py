"""The moments in the life of a signal between which time is measured. Filled by `@moment` in the lead_moments.py of
rooms above: what became a project stands in a programme from a day on, and is done on another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RECEIVED, JUDGED, DECIDED, DONE = "received", "judged", "decided", "done"
# Room between them for what rooms above add.
POSITIONS = {RECEIVED: 0, JUDGED: 100, DECIDED: 200, DONE: 1000}

Find = Callable[[Iterable[int]], dict[int, date]]


@dataclass(frozen=True)
class Moment:
    """A day in the life of a signal; `find` gives it for many by their ids, and is None for our own."""

    name: str
    label: str | Promise
    position: int
    find: Find | None = None


MOMENTS: dict[str, Moment] = {
    moment.name: moment
    for moment in (
        Moment(RECEIVED, _("signaal"), POSITIONS[RECEIVED]),
        Moment(JUDGED, _("beoordeeld"), POSITIONS[JUDGED]),
        Moment(DECIDED, _("besluit"), POSITIONS[DECIDED]),
        Moment(DONE, _("gedaan"), POSITIONS[DONE]),
    )
}


def moment(name: str, *, label: str | Promise, position: int) -> Callable[[Find], Find]:
    """Register a function as the one that knows a day in the life of signals, after `position` (DECIDED is 200).

    It gets ids of signals and returns the day of those that have one, in a number of queries that does not grow.
    """

    def register(find: Find) -> Find:
        if name in MOMENTS and MOMENTS[name].find is not find:
            raise ValueError(f"Two functions know the moment {name}")
        MOMENTS[name] = Moment(name, label, position, find)
        return find

    return register


def moments() -> list[Moment]:
    """Return all moments in their order."""
    return sorted(MOMENTS.values(), key=lambda each: each.position)


def stretches() -> list[tuple[Moment, Moment]]:
    """Return between which moments time is measured: from each to the next, past what rooms above add, and in all."""
    every = moments()
    own = [each for each in every if each.find is None]
    pairs = [*pairwise(every), *pairwise(own), (own[0], own[-1])]
    return list(dict.fromkeys(pairs))
