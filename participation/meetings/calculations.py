"""Seats, the waiting list, and the load of overleg in hours. Pure Python."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

# Who came for no organisation.
NO_ORGANISATION = ""


def fits(persons: int, *, seats: int | None, taken: int, waiting: int) -> bool:
    """Whether somebody who signs up now gets a seat: there is room, and nobody waits who was earlier."""
    return seats is None or (not waiting and taken + persons <= seats)


def moving_up(seats: int | None, taken: int, line: Sequence[int]) -> int:
    """Return how many of the waiting (the persons of each, first come first) get a seat now.

    Strictly in order: a large family that waits is passed by nobody (docs/adr/0125).
    """
    if seats is None:
        return len(line)
    number = 0
    for persons in line:
        if taken + persons > seats:
            break
        taken += persons
        number += 1
    return number


@dataclass(frozen=True)
class Sitting:
    """One meeting that was held: how long it took, and how many people came for which organisation.

    `heads` is empty when nobody counted: then nothing is known, which is not the same as nobody.
    """

    kind: str
    areas: tuple[str, ...]
    minutes: int
    heads: tuple[tuple[str, int], ...]

    @property
    def people(self) -> int:
        return sum(number for _organisation, number in self.heads)


@dataclass(frozen=True)
class Load:
    """How much overleg there was under one name: meetings, and hours × people. Hours are exact."""

    name: str
    meetings: int
    uncounted: int
    people: int
    hours: Decimal
    person_hours: Decimal


@dataclass
class _Sum:
    meetings: int = 0
    uncounted: int = 0
    people: int = 0
    minutes: Decimal = Decimal(0)
    person_minutes: Decimal = Decimal(0)


@dataclass(frozen=True)
class Loads:
    """The load of some meetings: in all, and by area, by organisation and by kind; the heaviest first."""

    total: Load
    areas: list[Load] = field(default_factory=list)
    organisations: list[Load] = field(default_factory=list)
    kinds: list[Load] = field(default_factory=list)


def load_of(sittings: Iterable[Sitting]) -> Loads:
    """Add up hours × people. What was held for several areas is shared evenly among them, so that areas add up."""
    total = _Sum()
    areas: dict[str, _Sum] = defaultdict(_Sum)
    organisations: dict[str, _Sum] = defaultdict(_Sum)
    kinds: dict[str, _Sum] = defaultdict(_Sum)
    for sitting in sittings:
        whole = Decimal(sitting.minutes)
        for each in (total, kinds[sitting.kind]):
            _add(each, sitting, whole, whole * sitting.people, sitting.people)
        parts = max(1, len(sitting.areas))
        for area in sitting.areas:
            _add(areas[area], sitting, whole / parts, whole * sitting.people / parts, sitting.people)
        for organisation, number in Counter(dict(sitting.heads)).items():
            if number:
                _add(organisations[organisation], sitting, whole, whole * number, number)
    return Loads(_load("", total), _in_order(areas), _in_order(organisations), _in_order(kinds))


def _add(to: _Sum, sitting: Sitting, minutes: Decimal, person_minutes: Decimal, people: int) -> None:
    to.meetings += 1
    to.uncounted += not sitting.heads
    to.people += people
    to.minutes += minutes
    to.person_minutes += person_minutes


def _load(name: str, found: _Sum) -> Load:
    return Load(
        name,
        found.meetings,
        found.uncounted,
        found.people,
        _hours(found.minutes),
        _hours(found.person_minutes),
    )


def _hours(minutes: Decimal) -> Decimal:
    return (minutes / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _in_order(found: dict[str, _Sum]) -> list[Load]:
    loads = [_load(name, each) for name, each in found.items()]
    return sorted(loads, key=lambda load: (-load.person_hours, -load.meetings, load.name))
