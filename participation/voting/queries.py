import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from areas.roles.queries import areas_with_role, where_held, where_up_to
from areas.roles.states import AREA_MANAGER
from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.reach.calculations.small import without_small
from participation.voting.calculations.ballots import Group, Points
from participation.voting.calculations.counting import Candidate, Conditions
from participation.voting.calculations.lots import lot_of
from participation.voting.calculations.results import make_result
from participation.voting.calculations.secrecy import mark_of_ballot, mark_of_code
from participation.voting.models import (
    Ballot,
    PaperBallot,
    VotePlan,
    VotingCode,
    VotingResult,
    VotingRound,
)
from participation.voting.states import (
    CHANNELS,
    CLOSED,
    COUNTED,
    DRAFT,
    OPEN,
    PAPER,
    PLANNED,
    PUBLIC,
    PUBLISHED,
)
from wijkportaal.foundation.operations.caching import kept_until_a_write

RUNNERS = ("area_manager", "administrator")
ENTERERS = (*RUNNERS, "community_worker")
INSIDERS = (*ENTERERS, "alderman")
SHORT = 4


def visible_to(person) -> QuerySet[VotingRound]:
    """Return the rounds of the areas in which someone works."""
    return VotingRound.objects.filter(where_held(person, *INSIDERS)).select_related("area")


def for_workbench(person) -> QuerySet[VotingRound]:
    """Return the rounds of where someone works, the last to end first, each with its number of plans and of votes."""
    counts = {
        "plan_count": Count("plans", distinct=True),
        "vote_count": Count("ballots", distinct=True),
    }
    return visible_to(person).annotate(**counts).order_by("-ends_at", "-pk")


def public_rounds() -> QuerySet[VotingRound]:
    """Return the rounds that anyone may know of; the last to end first."""
    return VotingRound.objects.filter(state__in=PUBLIC).select_related("area").order_by("-ends_at", "-pk")


def public_in(area: Area) -> QuerySet[VotingRound]:
    """Return the public rounds of an area, of those inside it and above it: who lives here may vote in them."""
    near = Q(area=area) | Q(area__ancestor_ids__contains=[area.pk]) | Q(area__in=area.ancestor_ids)
    return public_rounds().filter(near)


def areas_to_vote_in(person) -> QuerySet[Area]:
    """Return the areas in which someone may hold a round."""
    return areas_with_role(person, *RUNNERS).order_by("name")


def plans_of(voting_round: VotingRound) -> list[VotePlan]:
    """Return the plans of a round in the order of their numbers, with photo and whether they were set aside."""
    plans = list(voting_round.plans.select_related("photo", "set_aside", "initiative"))
    for plan in plans:
        plan.voting_round = voting_round
    return plans


def drafts_for(initiative: Initiative, person) -> QuerySet[VotingRound]:
    """Return the drafts that this initiative can be put in, of where someone runs rounds."""
    here = Q(area=initiative.area) | Q(area__in=initiative.area.ancestor_ids)
    return VotingRound.objects.filter(where_held(person, *RUNNERS), here, state=DRAFT).exclude(
        plans__initiative=initiative
    )


def rounds_about(initiative: Initiative) -> QuerySet[VotingRound]:
    """Return the public rounds in which an initiative was put to the vote."""
    return public_rounds().filter(plans__initiative=initiative)


def next_number(voting_round: VotingRound) -> int:
    """Return the number of the next plan."""
    return (voting_round.plans.aggregate(last=Max("number"))["last"] or 0) + 1


def code_known(voting_round: VotingRound, code: str) -> VotingCode | None:
    """Return what is kept of a code, or None when it is no code of this round."""
    if not code or not voting_round.pepper:
        return None
    mark = mark_of_code(voting_round.pepper, code)
    return VotingCode.objects.filter(voting_round=voting_round, mark=mark).first()


@kept_until_a_write
def ballot_paper(public_id: str) -> tuple[VotingRound, list[VotePlan]] | None:
    """Return a public round with its plans, as all who vote in it share them; None when there is none of that name.

    A vote is no write of the history, so that this holds from one vote to the next; whoever closes a round ends it.
    """
    found = public_rounds().filter(public_id=public_id).first()
    return (found, plans_of(found)) if found else None


def ballot_of(voting_round: VotingRound, code: str) -> Points | None:
    """Return what was chosen with a code, or None; only who has the code can ask."""
    key = mark_of_ballot(voting_round.pepper, code)
    choices = Ballot.objects.filter(pk=key).values_list("choices", flat=True).first()
    return dict(map(tuple, choices)) if choices is not None else None


def voted_on_paper(voting_round: VotingRound, code: str) -> bool:
    """Whether the ballot of a code came in on paper; only who has the code can ask."""
    return Ballot.objects.filter(pk=mark_of_ballot(voting_round.pepper, code), channel=PAPER).exists()


def groups_of(voting_round: VotingRound) -> list[Group]:
    """Return the ballots of a round, equal ones as one with their number; in an order that tells nothing."""
    # In SQL and with the driver's own reading of JSON: Django would read a hundred thousand of them one by one.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT choices::text, count(*) FROM voting_ballot WHERE voting_round_id = %s GROUP BY choices::text"
            " ORDER BY choices::text",
            [voting_round.pk],
        )
        return [(tuple(map(tuple, json.loads(text))), times) for text, times in cursor.fetchall()]


def conditions_of(voting_round: VotingRound) -> Conditions:
    """Return how a round is counted."""
    return Conditions(
        rule=voting_round.rule,
        budget=_cents(voting_round.budget),
        lot=partial(lot_of, voting_round.lot_seed),
        ceilings={name: _cents(Decimal(euros)) for name, euros in voting_round.ceilings.items()},
        minimum=voting_round.minimum,
    )


def count_of(voting_round: VotingRound, *, report: Callable[[str], None] = lambda _stage: None) -> dict:
    """Count a round and return the result as it is kept, with the turnout."""
    plans = plans_of(voting_round)
    candidates = [Candidate(plan.number, _cents(plan.cost), plan.category) for plan in plans]
    aside = frozenset(plan.number for plan in plans if hasattr(plan, "set_aside"))
    groups = groups_of(voting_round)
    result = make_result(candidates, groups, conditions_of(voting_round), set_aside=aside, report=report)
    return result | {"turnout": turnout_of(voting_round), "set_aside": sorted(aside)}


def turnout_of(voting_round: VotingRound) -> dict:
    """Return how many voted by channel and by area, without small groups; three queries."""
    ballots = voting_round.ballots.order_by()
    channels = Counter(dict(ballots.values_list("channel").annotate(number=Count("pk"))))
    areas = dict(ballots.values_list("area__name").annotate(number=Count("pk")))
    codes = dict(voting_round.batches.order_by().values_list("area__name").annotate(number=Count("codes")))
    shown = without_small({name or "": number for name, number in areas.items()})
    invalid = voting_round.papers.filter(entries__is_invalid=True, state="agreed").distinct().count()
    return {
        "voters": sum(channels.values()) + invalid,
        "invalid": invalid,
        "eligible": voting_round.eligible or sum(codes.values()) or None,
        "channels": without_small({name: channels[name] for name in CHANNELS if channels[name]}),
        "areas": [[name, shown[name], codes.get(name)] for name in sorted(shown)],
    }


def last_result(voting_round: VotingRound) -> VotingResult | None:
    """Return the result that holds: that of the last count."""
    return voting_round.results.order_by("number").last()


@dataclass(frozen=True)
class PaperLine:
    """A paper ballot in the list: who entered it, and whether this person may."""

    paper: PaperBallot
    entered: int
    is_mine: bool


def papers_of(voting_round: VotingRound, person) -> list[PaperLine]:
    """Return the paper ballots of a round: what asks for something first."""
    papers = voting_round.papers.annotate(
        entered=Count("entries"), mine=Count("entries", filter=Q(entries__by=person.pk))
    )
    in_order = sorted(papers, key=lambda paper: (ORDER[paper.state], paper.number))
    return [PaperLine(paper, paper.entered, bool(paper.mine)) for paper in in_order]


ORDER = {"different": 0, "waiting": 1, "double": 2, "agreed": 3}


def next_paper(voting_round: VotingRound) -> int:
    """Return the number that the next paper ballot gets."""
    return (voting_round.papers.aggregate(last=Max("number"))["last"] or 0) + 1


def due_by_clock() -> QuerySet[VotingRound]:
    """Return the rounds that are to open or close now."""
    now = timezone.now()
    opening = Q(state=PLANNED, starts_at__lte=now)
    return VotingRound.objects.filter(opening | Q(state=OPEN, ends_at__lte=now))


def to_count(person) -> QuerySet[VotingRound]:
    """Return the closed rounds that wait to be counted, where someone may do that."""
    return VotingRound.objects.filter(where_up_to(person, AREA_MANAGER), state=CLOSED).select_related("area")


def _cents(amount) -> int:
    return int(amount * 100)


def turnouts() -> list[tuple[int, date, int, int | None]]:
    """Return of every round that is over: area, last day, how many voted and how many might; one query."""
    over = VotingRound.objects.filter(state__in=(CLOSED, COUNTED, PUBLISHED)).order_by("pk")
    rows = over.annotate(voted=Count("ballots")).values_list("area", "ends_at", "voted", "eligible")
    return [(area, timezone.localdate(ends_at), voted, eligible) for area, ends_at, voted, eligible in rows]
