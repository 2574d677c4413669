"""Arithmetic of the figures: which area a record counts for, what is in the middle, what lies above a target. No database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import TypeVar

Item = TypeVar("Item")
PLACES = Decimal("0.0001")
# Inhabitants from which on an area counts as middle-sized, and as large.
MIDDLE, LARGE = 1_000, 5_000
SMALL_SIZE, MIDDLE_SIZE, LARGE_SIZE = "small", "middle", "large"
CLASSES = 4


@dataclass(frozen=True)
class Counted:
    """A figure of an area in a year: its value (None: there is something, but it may not be told), its margin and of
    how many it was taken."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    number: int | None = None


@dataclass(frozen=True)
class Place:
    """What an area is to the figures: since and until when it exists, and what it lies in."""

    pk: int
    starts_on: date
    ends_on: date | None
    ancestors: tuple[int, ...]
    is_root: bool = False

    def exists_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on > day)


@dataclass
class Homes:
    """For which areas of today the records of an area count: itself and what it lies in, or what took it over."""

    today: set[int]
    by_area: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place], successors: Mapping[int, Sequence[int]], *, today: date) -> "Homes":
        """Work it out from all areas that ever were, and who took over whom."""
        every = {place.pk: place for place in places}
        here = {pk for pk, place in every.items() if place.exists_on(today)}
        homes = cls(here)
        for pk in every:
            homes.by_area[pk] = frozenset(_homes_of(pk, every, successors, here, set()))
        return homes

    def gather(self, rows: Iterable[tuple[int, Item]]) -> dict[int, list[Item]]:
        """Put rows of (area, something) together under every area for which they count."""
        found: dict[int, list[Item]] = {}
        for area, item in rows:
            for home in self.by_area.get(area, ()):
                found.setdefault(home, []).append(item)
        return found


def _homes_of(pk, every, successors, here, seen) -> set[int]:
    if pk in seen or pk not in every:
        return set()
    seen.add(pk)
    found = ({pk} | set(every[pk].ancestors)) & here
    if every[pk].ends_on is not None and pk not in here:
        for successor in successors.get(pk, ()):
            found |= _homes_of(successor, every, successors, here, seen)
    return found


def exact(value) -> Decimal:
    """Return a number as it is kept: four decimals."""
    return Decimal(str(value)).quantize(PLACES, ROUND_HALF_UP)


def percentage(part, whole) -> Decimal | None:
    """Return a part of a whole in percents; None of nothing."""
    return exact(Decimal(100) * Decimal(str(part)) / Decimal(str(whole))) if whole else None


def middle_of(values: Iterable[Decimal | int]) -> Decimal | None:
    """Return the median; None of nothing."""
    found = list(values)
    return exact(median(found)) if found else None


def last_day_of(year: int, *, today: date) -> date:
    """Return the day on which a year is looked at: its last, or today in the year that goes on."""
    return min(today, date(year, 12, 31))


def latest_until(by_year: Mapping[int, Decimal], year: int) -> Decimal | None:
    """Return what was known last up to a year."""
    known = [each for each in by_year if each <= year]
    return by_year[max(known)] if known else None


def size_of(inhabitants: Decimal | None) -> str:
    """Return to which size an area belongs; empty when nobody knows how many people live there."""
    if inhabitants is None:
        return ""
    return LARGE_SIZE if inhabitants >= LARGE else MIDDLE_SIZE if inhabitants >= MIDDLE else SMALL_SIZE


def class_bounds(values: Iterable[Decimal | None]) -> list[Decimal]:
    """Return the upper bounds of at most four classes with about as many areas each; equal values stay together."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return []
    bounds = {
        known[min(len(known) - 1, -(-len(known) * part // CLASSES) - 1)] for part in range(1, CLASSES + 1)
    }
    return sorted(bounds)


def class_of(value: Decimal | None, bounds: Sequence[Decimal]) -> int | None:
    """Return in which class (from 0) a value falls; None when it is unknown."""
    if value is None or not bounds:
        return None
    return next((number for number, bound in enumerate(bounds) if value <= bound), len(bounds) - 1)


def is_reached(value: Decimal | None, target: Decimal | None, *, better: str) -> bool | None:
    """Whether a value is as good as its target or better; None when either is unknown or neither way is better."""
    if value is None or target is None or not better:
        return None
    return value >= target if better == "more" else value <= target


def change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Return how much a figure went up (or down); None when either is unknown."""
    return None if before is None or after is None else after - before
