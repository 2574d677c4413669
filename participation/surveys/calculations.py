"""Arithmetic of surveys: shares with the margin within which chance leaves them, and what differs by more than that.

The interval is Wilson's (1927), which stays between 0 and 1 and holds for small numbers too; with a known number of
addresses those who were not asked become fewer, and the interval narrower (finite population). Two shares are compared
by Newcombe's interval of their difference (1998, method 10), made of both intervals.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from participation.reach.calculations import SMALL, without_small
from participation.surveys.scales import Scale

# Nineteen times in twenty: the 97.5th percentile of the normal distribution.
NINETY_FIVE = 1.959964


@dataclass(frozen=True)
class Share:
    """`hits` of `of` people, and between which shares (0 to 1) it lies for all of whom they are a sample."""

    hits: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.hits / self.of


def share_of(hits: int, of: int, *, addresses: int | None = None) -> Share:
    """Return a share with its interval of 95 %. `addresses` is of how many these are a sample, where that is known.

    Raises ValueError when nobody answered or more answered than did.
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError("A share needs people.")
    share = hits / of
    if addresses is not None and of >= addresses:
        return Share(hits, of, share, share)  # everybody was asked: nothing is left to chance
    # The finite population makes the sample worth more than its own number.
    worth = of if addresses is None else of * (addresses - 1) / (addresses - of)
    square = NINETY_FIVE**2
    middle = (share + square / (2 * worth)) / (1 + square / worth)
    half = NINETY_FIVE / (1 + square / worth) * sqrt(share * (1 - share) / worth + square / (4 * worth**2))
    return Share(hits, of, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half)))


def differs(one: Share, other: Share) -> bool:
    """Whether two shares differ by more than chance alone would make them, nineteen times in twenty."""
    if one.value > other.value:
        one, other = other, one
    gap = other.value - one.value
    return gap > sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)


@dataclass(frozen=True)
class Measured:
    """What a scale gave: the share (None when too few answered, or too few differ from the rest) and its answers.

    `answers` has a number for each answer, None for what may not be shown; `aside` counts those who said nothing about
    it. Who answered is at least `SMALL` people, or all of it is None.
    """

    scale: Scale
    share: Share | None
    answered: int | None
    answers: Mapping[str, int | None]
    aside: int | None


def measured(scale: Scale, counts: Mapping[str, int], *, addresses: int | None = None) -> Measured:
    """Return what may be told of the answers to a scale.

    The share tells how many answered for and against, so each of those two groups is at least `SMALL` people or
    nobody, and within each no answer can be worked out from the rest (docs/adr/0135-small-groups.md).
    """
    sides = {side: {key: counts.get(key, 0) for key in scale.keys(side)} for side in (True, False, None)}
    hits, others = sum(sides[True].values()), sum(sides[False].values())
    aside = _unless_small(sum(sides[None].values()))
    if hits + others < SMALL:
        return Measured(scale, None, None, {}, aside)
    if SMALL > min(hits, others) > 0:
        return Measured(scale, None, hits + others, {}, aside)
    share = share_of(hits, hits + others, addresses=addresses)
    return Measured(
        scale, share, hits + others, without_small(sides[True]) | without_small(sides[False]), aside
    )


def tallied(rows: Iterable[Mapping[str, str]], scales: Iterable[Scale]) -> dict[str, dict[str, int]]:
    """Count the answers to each scale; what is no answer of it is left out."""
    counts = {scale.key: {answer.key: 0 for answer in scale.answers} for scale in scales}
    for row in rows:
        for key, answer in row.items():
            if answer in counts.get(key, {}):
                counts[key][answer] += 1
    return counts


def _unless_small(number: int) -> int | None:
    return number if number == 0 or number >= SMALL else None
