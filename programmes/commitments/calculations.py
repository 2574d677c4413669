"""How well promises are kept. No database.

The yardstick is the first date that was named, whatever was agreed later: moving a date is honest, but it
never turns a late promise into one that was kept in time.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.commitments.states import BROKEN, KEPT
from programmes.projects.calculations import Quarter

Group = TypeVar("Group", bound=Hashable)


class Outcome(Enum):
    """What became of a promise, measured against the first date."""

    IN_TIME = "in_time"
    MOVED = "moved"
    LATE = "late"
    BROKEN = "broken"
    OVERDUE = "overdue"
    OPEN = "open"


LABELS = {
    Outcome.IN_TIME: gettext_lazy("op tijd nagekomen"),
    Outcome.MOVED: gettext_lazy("verschoven, daarna nagekomen"),
    Outcome.LATE: gettext_lazy("te laat nagekomen"),
    Outcome.BROKEN: gettext_lazy("niet nagekomen"),
    Outcome.OVERDUE: gettext_lazy("nog niet nagekomen, eerste datum voorbij"),
    Outcome.OPEN: gettext_lazy("loopt nog"),
}
# All but those of which the first date is still to come: they count in the share.
COUNTED = (Outcome.IN_TIME, Outcome.MOVED, Outcome.LATE, Outcome.BROKEN, Outcome.OVERDUE)


class Facts(NamedTuple):
    """All that the outcome of a promise follows from."""

    state: str
    first_due_on: date
    due_on: date
    closed_on: date | None

    @property
    def is_moved(self) -> bool:
        """Whether another date was agreed than the first."""
        return self.due_on != self.first_due_on


def outcome_of(facts: Facts, *, today: date) -> Outcome:
    """Return what became of a promise.

    Kept by the first date is in time, also when a later one had been agreed. Kept after it but by the date
    that was agreed last is moved; after that date too, late. A promise counts as kept on the day that its
    keeper named, the due date itself included.
    """
    if facts.state == BROKEN:
        return Outcome.BROKEN
    if facts.state == KEPT and facts.closed_on is not None:
        if facts.closed_on <= facts.first_due_on:
            return Outcome.IN_TIME
        return Outcome.MOVED if facts.closed_on <= facts.due_on else Outcome.LATE
    return Outcome.OVERDUE if facts.first_due_on < today else Outcome.OPEN


@dataclass(frozen=True)
class Tally:
    """How many promises had which outcome, and how many of all got another date."""

    counts: dict[Outcome, int]
    moved: int = 0

    def number(self, outcome: Outcome) -> int:
        """Return how many had this outcome."""
        return self.counts.get(outcome, 0)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def counted(self) -> int:
        """How many count in the share: all that were to be done by now, and those done or given up before."""
        return sum(self.number(outcome) for outcome in COUNTED)

    @property
    def in_time(self) -> int:
        return self.number(Outcome.IN_TIME)

    @property
    def running(self) -> int:
        """How many are not done yet, late or not."""
        return self.number(Outcome.OPEN) + self.number(Outcome.OVERDUE)

    @property
    def share(self) -> int | None:
        """The whole percentage kept in time, rounded down so that 100 is really all; None when none counts."""
        return self.in_time * 100 // self.counted if self.counted else None

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Each outcome in words with its number, those without any too."""
        return [(str(LABELS[outcome]), self.number(outcome)) for outcome in Outcome]


def tally(promises: Iterable[Facts], *, today: date) -> Tally:
    """Count promises by outcome."""
    counts: dict[Outcome, int] = {}
    moved = 0
    for facts in promises:
        outcome = outcome_of(facts, today=today)
        counts[outcome] = counts.get(outcome, 0) + 1
        moved += facts.is_moved
    return Tally(counts, moved)


def tally_by(
    promises: Iterable[tuple[Group, Facts]], *, today: date, keep: Callable[[Group], bool] = bool
) -> dict[Group, Tally]:
    """Count promises by outcome within each group; a group that `keep` refuses (empty, None) is left out."""
    grouped: dict[Group, list[Facts]] = {}
    for group, facts in promises:
        if keep(group):
            grouped.setdefault(group, []).append(facts)
    return {group: tally(found, today=today) for group, found in grouped.items()}


def last_day_of(quarter: Quarter) -> date:
    """Return the day on which a quarter ends."""
    first_after = date(quarter.year + quarter.quarter // 4, quarter.quarter % 4 * 3 + 1, 1)
    return first_after - timedelta(days=1)


def definition() -> str:
    """Say in plain words what the share counts; stands beside every figure."""
    return _(
        "Op tijd is: gedaan op of voor de datum die als eerste is genoemd. Een afspraak die is verschoven, telt "
        "dus niet als op tijd, ook niet als de nieuwe datum is gehaald. Afspraken waarvan de eerste datum nog "
        "moet komen, tellen pas mee als ze zijn nagekomen of niet doorgaan."
    )
