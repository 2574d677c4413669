"""Arithmetic of surveys: what may be told of the answers to a scale."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from participation.reach.calculations.shares import Share, share_of
from participation.reach.calculations.small import SMALL, without_small
from participation.surveys.scales import Scale


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
