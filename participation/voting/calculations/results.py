"""A result as it is kept: plain values, so that it can be read for ever, whatever becomes of this code."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from participation.voting.calculations.ballots import Group
from participation.voting.calculations.changes import votes_short, votes_to_spare
from participation.voting.calculations.counting import Candidate, Conditions, count, most_votes, tally
from participation.voting.states import MOST_VOTES


def make_result(
    candidates: Sequence[Candidate],
    groups: Sequence[Group],
    conditions: Conditions,
    *,
    set_aside: frozenset[int] = frozenset(),
    report: Callable[[str], None] = lambda _stage: None,
) -> dict:
    """Count, and say of each plan how many votes it got, whether it was chosen and what would have changed that."""
    taking_part = [one for one in candidates if one.number not in set_aside]
    outcome = count(taking_part, groups, conditions, report=report)
    points, ballots = tally(groups)
    report("changes")
    chosen = set(outcome.chosen)
    by_votes = conditions.rule == MOST_VOTES
    rows = []
    for one in candidates:
        row = {
            "number": one.number,
            "cost": one.cost,
            "points": points.get(one.number, 0),
            "ballots": ballots.get(one.number, 0),
            "is_chosen": one.number in chosen,
            "why": "set_aside" if one.number in set_aside else outcome.refused.get(one.number, ""),
        }
        if by_votes and one.number in chosen:
            row["to_spare"] = votes_to_spare(taking_part, points, conditions, one.number)
        elif by_votes and one.number not in set_aside:
            row["short"] = votes_short(taking_part, points, conditions, one.number)
        rows.append(row)
    spent = sum(row["cost"] for row in rows if row["is_chosen"])
    return {
        "rule": conditions.rule,
        "budget": conditions.budget,
        "spent": spent,
        "left": conditions.budget - spent,
        "ballots": sum(times for _choices, times in groups),
        "plans": rows,
        "order": list(outcome.chosen),
        "completed": list(outcome.completed),
        "ties": [list(numbers) for numbers in outcome.ties],
        # With equal shares: what most votes would have chosen, for who wants to compare.
        "most_votes": []
        if by_votes
        else list(most_votes(taking_part, points, replace(conditions, rule=MOST_VOTES)).chosen),
    }
