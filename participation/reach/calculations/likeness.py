"""How like an area some people are (docs/adr/0136-how-like-the-area.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from participation.reach.calculations.shares import share_of
from participation.reach.calculations.small import SMALL

Name = TypeVar("Name")
# How often chance is asked: enough for whole percents.
DRAWS = 2000
MISSING, MANY, AS_AREA = "missing", "many", "as_area"


@dataclass(frozen=True)
class GroupShare:
    """A group (or those that are hidden, together): its people, and its part of who took part and of the area."""

    names: tuple
    people: int
    share: float
    of_area: float
    verdict: str


@dataclass(frozen=True)
class Likeness:
    """How like the area those who took part are: 1 when each group has its part, 0 when nobody of the area is like them.

    `low` and `high` are its interval of 95 %; `by_chance` is what as many people drawn from the area by lot would reach
    nineteen times in twenty. `groups` says of each group whether it misses.
    """

    index: float
    low: float
    high: float
    by_chance: float
    people: int
    groups: tuple[GroupShare, ...]

    @property
    def is_skewed(self) -> bool:
        """Less like the area than chance would make it."""
        return self.index < self.by_chance


def likeness(
    told: Mapping[Name, int | None], total: int, population: Mapping[Name, int | None]
) -> Likeness | None:
    """Return how like an area some people are, from what may be told of them: what is hidden counts as one group.

    The index is 1 − D, with D the dissimilarity of Duncan and Duncan (1955): half the sum of the differences between
    the parts. Its interval comes from the Dirichlet distribution of the parts with half a person added to each group
    (Jeffreys), so that an empty group leaves doubt instead of none. None when fewer than five people are known or the
    population of a group is not known (docs/adr/0136-how-like-the-area.md).
    """
    names = [name for name in told if population.get(name) is not None]
    hidden = tuple(name for name in names if told[name] is None)
    if len(hidden) < len([name for name in told if told[name] is None]) or len(names) < 2:
        return None  # hidden groups of which the population is not known can be told apart by nobody
    known = sum(told[name] for name in names if told[name] is not None)
    left = total - sum(number for number in told.values() if number is not None)
    cells = [((name,), told[name], population[name]) for name in names if told[name] is not None]
    if hidden:
        cells.append((hidden, left, sum(population[name] for name in hidden)))
    people, of_all = known + (left if hidden else 0), sum(cell[2] for cell in cells)
    if people < SMALL or of_all <= 0 or len(cells) < 2:
        return None
    counts = np.array([cell[1] for cell in cells], dtype=float)
    area = np.array([cell[2] for cell in cells], dtype=float) / of_all
    index = 1 - np.abs(counts / people - area).sum() / 2
    # The same numbers give the same interval, whenever the page is made.
    chance = np.random.default_rng(people)
    drawn = 1 - np.abs(chance.dirichlet(counts + 0.5, DRAWS) - area).sum(axis=1) / 2
    by_lot = 1 - np.abs(chance.multinomial(people, area, DRAWS) / people - area).sum(axis=1) / 2
    low, high = np.percentile(drawn, (2.5, 97.5))
    groups = tuple(
        _group_share(cell, people, of_area) for cell, of_area in zip(cells, area.tolist(), strict=True)
    )
    return Likeness(
        float(index),
        float(min(low, index)),
        float(max(high, index)),
        float(np.percentile(by_lot, 5)),
        people,
        groups,
    )


def _group_share(cell: tuple, people: int, of_area: float) -> GroupShare:
    """Say whether a group has its part, by Wilson's interval of its share."""
    names, number, _population = cell
    share = share_of(number, people)
    verdict = MISSING if share.high < of_area else MANY if share.low > of_area else AS_AREA
    return GroupShare(names, number, share.value, of_area, verdict)
