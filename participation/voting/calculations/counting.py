"""From ballots to what was chosen, by the rule that stood there beforehand (docs/adr/0116-counting-and-lots.md).

Most votes is counted here, as it knows ceilings per category; equal shares by pabutools. Amounts are whole cents.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from participation.voting.calculations.ballots import Group
from participation.voting.states import EQUAL_SHARES_ALONE, MOST_VOTES

Key = int | str
# With equal shares each voter gets a euro more in turn, until nothing fits any more: its completion.
STEP_PER_VOTER = 100


@dataclass(frozen=True)
class Candidate:
    """A plan as it is counted: its number (or the id of a file), what it costs in cents, its category."""

    number: Key
    cost: int
    category: str = ""


@dataclass(frozen=True)
class Conditions:
    """How is counted. `lot` gives the order of plans with as many votes, the lowest first."""

    rule: str
    budget: int
    lot: Callable[[Key], Any]
    ceilings: Mapping[str, int] = field(default_factory=dict)
    minimum: int = 1


@dataclass(frozen=True)
class Outcome:
    """What was chosen, in the order in which it was, and why the others were not."""

    chosen: tuple[Key, ...]
    refused: Mapping[Key, str]
    # Plans with as many votes of which the lot decided: at least one was chosen and one was not, or in another order.
    ties: tuple[tuple[Key, ...], ...] = ()
    # What equal shares left over, and what was bought from it.
    completed: tuple[Key, ...] = ()


TOO_FEW, OVER_BUDGET, OVER_CEILING = "too_few", "over_budget", "over_ceiling"


def tally(groups: Iterable[Group]) -> tuple[dict[Key, int], dict[Key, int]]:
    """Return the points of each plan, and on how many ballots it stands."""
    points: dict[Key, int] = {}
    ballots: dict[Key, int] = {}
    for choices, times in groups:
        for number, given in choices:
            points[number] = points.get(number, 0) + given * times
            ballots[number] = ballots.get(number, 0) + times
    return points, ballots


def count(
    candidates: Sequence[Candidate],
    groups: Sequence[Group],
    conditions: Conditions,
    *,
    report: Callable[[str], None] = lambda _stage: None,
) -> Outcome:
    """Count ballots. `report(stage)` hears what is begun: "tally", "equal_shares", "completion"."""
    report("tally")
    points, _ballots = tally(groups)
    if conditions.rule == MOST_VOTES:
        return most_votes(candidates, points, conditions)
    if conditions.ceilings:
        raise ValueError("Equal shares knows no ceilings per category.")
    report("equal_shares")
    able = [one for one in candidates if points.get(one.number, 0) >= max(1, conditions.minimum)]
    shared = _equal_shares(able, groups, conditions)
    if conditions.rule == EQUAL_SHARES_ALONE:
        return Outcome(shared, _refused(candidates, shared, points, conditions))
    report("completion")
    chosen = set(shared)
    left = conditions.budget - sum(one.cost for one in candidates if one.number in chosen)
    rest = [one for one in candidates if one.number not in chosen]
    after = most_votes(rest, points, Conditions(MOST_VOTES, left, conditions.lot, {}, conditions.minimum))
    whole = (*shared, *after.chosen)
    return Outcome(whole, after.refused, after.ties, after.chosen)


def most_votes(candidates: Iterable[Candidate], points: Mapping[Key, int], conditions: Conditions) -> Outcome:
    """Take the plans from most to fewest votes; one that does not fit in what is left is passed over."""
    in_order = sorted(candidates, key=lambda one: (-points.get(one.number, 0), conditions.lot(one.number)))
    left, room = conditions.budget, dict(conditions.ceilings)
    chosen: list[Key] = []
    refused: dict[Key, str] = {}
    for one in in_order:
        if points.get(one.number, 0) < max(1, conditions.minimum):
            refused[one.number] = TOO_FEW
        elif one.cost > left:
            refused[one.number] = OVER_BUDGET
        elif one.cost > room.get(one.category, one.cost):
            refused[one.number] = OVER_CEILING
        else:
            chosen.append(one.number)
            left -= one.cost
            if one.category in room:
                room[one.category] -= one.cost
    return Outcome(tuple(chosen), refused, _ties(in_order, points, chosen, refused))


def _ties(
    in_order: Sequence[Candidate],
    points: Mapping[Key, int],
    chosen: Sequence[Key],
    refused: Mapping[Key, str],
) -> tuple[tuple[Key, ...], ...]:
    """Return the plans with as many votes of which some were chosen and others found no money: there the lot decided."""
    alike: dict[int, list[Key]] = {}
    for one in in_order:
        alike.setdefault(points.get(one.number, 0), []).append(one.number)
    won = set(chosen)
    return tuple(
        tuple(numbers)
        for votes, numbers in alike.items()
        if votes
        and 0 < len(won & set(numbers)) < len(numbers)
        and TOO_FEW not in {refused.get(n) for n in numbers}
    )


def _equal_shares(
    candidates: Sequence[Candidate], groups: Sequence[Group], conditions: Conditions
) -> tuple[Key, ...]:
    """Let pabutools share the budget equally; the value of a plan to a voter is its cost times the points given."""
    # Loading it costs a second and much memory, that only the worker who counts needs.
    from pabutools.election import Instance, Project  # noqa: PLC0415
    from pabutools.rules import method_of_equal_shares  # noqa: PLC0415
    from pabutools.tiebreaking import TieBreakingRule  # noqa: PLC0415

    from participation.voting.calculations.satisfaction import profile_of  # noqa: PLC0415

    if not candidates or not groups:
        return ()
    numbers = {str(one.number): one.number for one in candidates}
    projects = {one.number: Project(str(one.number), one.cost) for one in candidates}
    instance = Instance(projects.values(), budget_limit=conditions.budget)
    profile, worth = profile_of(instance, projects, groups)
    allocation = method_of_equal_shares(
        instance,
        profile,
        sat_class=worth,
        tie_breaking=TieBreakingRule(
            lambda _instance, _profile, project: conditions.lot(numbers[project.name])
        ),
        voter_budget_increment=None if conditions.rule == EQUAL_SHARES_ALONE else STEP_PER_VOTER,
    )
    return tuple(numbers[project.name] for project in allocation)


def _refused(
    candidates: Iterable[Candidate], chosen: Iterable[Key], points: Mapping[Key, int], conditions: Conditions
) -> dict[Key, str]:
    won = set(chosen)
    return {
        one.number: OVER_BUDGET if points.get(one.number, 0) >= max(1, conditions.minimum) else TOO_FEW
        for one in candidates
        if one.number not in won
    }
