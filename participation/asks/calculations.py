"""Which asks meet in the same streets, and how long a street was left alone between them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Planned:
    """An ask as the calendar knows it, whoever keeps it. Without `streets` it goes to the whole area.

    `above` holds the area itself and all that it lies in; `key` is unique, `url` where it is kept.
    """

    key: str
    name: str
    kind: str
    area: int
    above: frozenset[int]
    starts_on: date
    ends_on: date
    by: str = ""
    streets: frozenset[str] = frozenset()
    addresses: int | None = None
    url: str = ""

    @property
    def is_everywhere(self) -> bool:
        return not self.streets


@dataclass(frozen=True)
class Meeting:
    """Another ask in the same streets: `streets` is empty when it is the whole of one of both; `days` lie between."""

    other: Planned
    streets: frozenset[str]
    days: int


def days_between(one: Planned, other: Planned) -> int:
    """Return how many days lie between two asks; 0 when they overlap or follow at once."""
    first, second = sorted((one, other), key=lambda each: each.starts_on)
    return max(0, (second.starts_on - first.ends_on).days - 1)


def meeting(one: Planned, other: Planned) -> Meeting | None:
    """Return in which streets two asks meet, or None when nobody is asked by both.

    An area and one inside it meet; two that name streets only in streets that both name.
    """
    if one.area not in other.above and other.area not in one.above:
        return None
    shared = one.streets & other.streets
    if one.streets and other.streets and not shared:
        return None
    return Meeting(other, shared or one.streets or other.streets, days_between(one, other))


def close_by(one: Planned, others: Iterable[Planned], *, rest: int) -> list[Meeting]:
    """Return the asks in the same streets with fewer than `rest` days between, the nearest first."""
    found = [
        met for other in others if other.key != one.key and (met := meeting(one, other)) and met.days < rest
    ]
    return sorted(found, key=lambda met: (met.days, met.other.starts_on, met.other.key))


def times_asked(area: int, streets: Iterable[str], asks: Iterable[Planned]) -> dict[str, int]:
    """Return how often each street of an area was asked: by what names it, and by what goes to all of the area."""
    times = Counter(dict.fromkeys(streets, 0))
    for ask in asks:
        if ask.area != area and ask.streets:
            continue  # streets of another area, which may have the same names
        for street in times:
            times[street] += ask.is_everywhere or street in ask.streets
    return dict(times)
