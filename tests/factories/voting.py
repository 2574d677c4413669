"""Rounds of voting, by the steps that they take in life."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from participation.voting.actions.ballots import cast_vote
from participation.voting.actions.codes import make_codes
from participation.voting.actions.counting import keep_count
from participation.voting.actions.rounds import change_state, make_round, save_plan
from participation.voting.models import VotingRound
from participation.voting.queries import count_of
from tests.factories.territory import AreaFactory

PLANS = (("Bankjes", 4000, "groen"), ("Speeltuin", 9000, "spelen"), ("Drempel", 6000, "verkeer"))


def draft_round(*, area=None, plans=PLANS, **fields) -> VotingRound:
    """A draft that was to open an hour ago and is to close tomorrow."""
    now = timezone.now()
    values = {
        "title": "Kies mee",
        "who": "Iedereen die hier woont.",
        "starts_at": now - timedelta(hours=1),
        "ends_at": now + timedelta(days=1),
        "budget": Decimal(10000),
        "most": 2,
    }
    made = make_round(area or AreaFactory(), by=None, **values | fields)
    for title, cost, category in plans:
        save_plan(made, {"title": title, "cost": Decimal(cost), "category": category}, by=None)
    return made


def open_round(*, codes: int = 3, **fields) -> tuple[VotingRound, list[str]]:
    """A round that takes votes, with its codes."""
    made = draft_round(**fields)
    given = make_codes(made, area=made.area, size=codes, by=None) if made.check_by == "code" else []
    for step in ("plan", "open"):
        change_state(made, step, by=None)
    made.refresh_from_db()
    return made, given


def close(voting_round: VotingRound) -> VotingRound:
    """Let the end of a round come."""
    VotingRound.objects.filter(pk=voting_round.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    voting_round.refresh_from_db()
    change_state(voting_round, "close", by=None)
    voting_round.refresh_from_db()
    return voting_round


def counted_round(votes=({1: 1}, {1: 1, 3: 1}, {2: 1}), **fields) -> VotingRound:
    """A round in which these votes were cast and counted."""
    made, codes = open_round(codes=len(votes), **fields)
    for code, points in zip(codes, votes, strict=True):
        cast_vote(made, code, points)
    close(made)
    keep_count(made, count_of(made))
    made.refresh_from_db()
    return made


def published_round(**fields) -> VotingRound:
    """A round of which everyone knows the result."""
    made = counted_round(**fields)
    change_state(made, "publish", by=None)
    made.refresh_from_db()
    return made
