"""How many is few, and which projects double each other. No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, radians

# "Beter weinig goed doen, dan veel matig": with more goals than this nothing is chosen.
FEW_GOALS = 4
# Two projects this near to each other, in metres, are at the same place.
NEAR = 250
METRES_PER_DEGREE = 111_320
# A project without an end may go on; one without a start is not planned, and overlaps with nothing.
NEVER = 10**6


@dataclass(frozen=True)
class Spot:
    """What overlap is seen by: theme, place in degrees and period in quarters since the year 0."""

    key: int
    theme: int
    longitude: float | None
    latitude: float | None
    start: int | None
    end: int | None

    @property
    def is_known(self) -> bool:
        return None not in {self.longitude, self.latitude, self.start}


def metres_between(one: Spot, other: Spot) -> float:
    """Return how far two places lie apart; good enough within a gemeente."""
    middle = radians((one.latitude + other.latitude) / 2)
    east = (one.longitude - other.longitude) * cos(middle)
    return hypot(east, one.latitude - other.latitude) * METRES_PER_DEGREE


def is_overlap(one: Spot, other: Spot) -> bool:
    """Whether two projects are about the same theme, near each other, in a period that they share."""
    if one.key == other.key or one.theme != other.theme or not (one.is_known and other.is_known):
        return False
    starts, ends = max(one.start, other.start), min(_end(one), _end(other))
    return starts <= ends and metres_between(one, other) <= NEAR


def overlaps_among(spots: Iterable[Spot]) -> list[tuple[int, int]]:
    """Return the pairs that overlap, by key."""
    by_theme: dict[int, list[Spot]] = {}
    for spot in spots:
        by_theme.setdefault(spot.theme, []).append(spot)
    return [
        (one.key, other.key)
        for same in by_theme.values()
        for one, other in combinations(same, 2)
        if is_overlap(one, other)
    ]


def _end(spot: Spot) -> int:
    return NEVER if spot.end is None else spot.end
