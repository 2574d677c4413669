"""What would have changed the result: how many votes a plan was short of, or could have missed."""

from collections.abc import Callable, Mapping, Sequence

from participation.voting.calculations.counting import Candidate, Conditions, Key, most_votes


def votes_short(
    candidates: Sequence[Candidate], points: Mapping[Key, int], conditions: Conditions, number: Key
) -> int | None:
    """Return how many votes more a plan needed to be chosen by most votes; None when no number is enough."""
    now = points.get(number, 0)
    highest = max([*points.values(), conditions.minimum, 0]) + 1 - now
    return _least(highest, lambda more: _wins(candidates, points, conditions, number, now + more))


def votes_to_spare(
    candidates: Sequence[Candidate], points: Mapping[Key, int], conditions: Conditions, number: Key
) -> int | None:
    """Return how many votes fewer would have cost a plan its place: at most all of them."""
    now = points[number]
    return _least(now, lambda fewer: not _wins(candidates, points, conditions, number, now - fewer))


def _wins(
    candidates: Sequence[Candidate],
    points: Mapping[Key, int],
    conditions: Conditions,
    number: Key,
    votes: int,
) -> bool:
    return number in most_votes(candidates, {**points, number: votes}, conditions).chosen


def _least(highest: int, holds: Callable[[int], bool]) -> int | None:
    """Return the lowest number from 1 for which something holds, that goes on holding above it."""
    low, high = 1, max(highest, 1)
    if not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
