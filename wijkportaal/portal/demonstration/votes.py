"""Rounds of voting in Rietwolde, one in every state: what could be chosen, what was, and what is set aside."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from areas.territory.models import Area
from participation.voting.actions.counting import keep_count, set_aside
from participation.voting.actions.paper import enter_paper
from participation.voting.actions.rounds import change_state, make_round, save_plan
from participation.voting.calculations.ballots import to_points
from participation.voting.calculations.secrecy import mark_of_ballot, mark_of_code
from participation.voting.models import Ballot, CodeBatch, VotePlan, VotingCode, VotingRound
from participation.voting.queries import count_of
from participation.voting.states import (
    APPROVAL,
    BY_ACCOUNT,
    BY_CODE,
    BY_EMAIL,
    EQUAL_SHARES,
    KNAPSACK,
    MOST_VOTES,
    ONLINE,
    RANKING,
    STICKERS,
)
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.people.codes import new_code
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import NORTH
from wijkportaal.portal.demonstration.photos import Album

# Title, what it is, cost, category, place, drawing.
IDEAS = (
    ("Bankjes langs de vaart", "Vier bankjes met een rugleuning, zodat ook oudere mensen een rondje kunnen lopen.", 4800, "groen", "de vaart", "park"),
    ("Speeltuin met schaduw", "Bomen en een zeil boven de zandbak, en een nieuwe schommel.", 9500, "spelen", "het speelveld", "playground"),
    ("Buurttuin bij het dorpshuis", "Bakken met groente en kruiden waar iedereen mag oogsten.", 3200, "groen", "achter het dorpshuis", "garden"),
    ("Drempels bij de school", "Twee drempels en een zebrapad, zodat kinderen veilig oversteken.", 12000, "verkeer", "de Schoolstraat", "street"),
    ("Soos voor jongeren", "Elke vrijdagavond een plek met muziek, spelletjes en begeleiding.", 6000, "ontmoeten", "het wijkgebouw", "youth"),
    ("Honderd fruitbomen", "Appels en peren langs het fietspad, geplant door de scholen.", 2500, "groen", "het fietspad", "planting"),
    ("Koffie voor de hele buurt", "Iedere dinsdag koffie en soep voor wie zin heeft in gezelschap.", 1800, "ontmoeten", "het wijkgebouw", "neighbours"),
)  # fmt: skip
CODES_SHOWN = 40
# A code with which who tries the demonstration can vote in the round that is open.
CODE_TO_TRY = "PRBRWJKSTMMN"


@dataclass(frozen=True)
class Scene:
    """A round: where, how, from when to when (days from today), and how far it has come."""

    title: str
    method: str
    check_by: str
    rule: str
    starts: int
    ends: int
    until: str
    ideas: int = 6
    voters: int = 0
    most: int = 3
    budget: int = 20000


SCENES = (
    Scene("Kies mee: 20.000 euro voor uw wijk", KNAPSACK, BY_CODE, MOST_VOTES, -5, 9, "open", 7, 126),
    Scene("Stickers plakken voor het plein", STICKERS, BY_EMAIL, MOST_VOTES, 12, 26, "planned", 5),
    Scene(
        "Welke plannen voor het park?", APPROVAL, BY_CODE, MOST_VOTES, -60, -40, "published", 7, 214, 3, 15000
    ),
    Scene(
        "Samen delen: de dorpspot", APPROVAL, BY_ACCOUNT, EQUAL_SHARES, -30, -12, "counted", 6, 58, 4, 12000
    ),
    Scene("Uw volgorde voor de speelplekken", RANKING, BY_EMAIL, MOST_VOTES, -15, -1, "closed", 5, 37),
    Scene("Het groen van volgend jaar", APPROVAL, BY_EMAIL, MOST_VOTES, 60, 80, "draft", 3),
)


def hold_rounds(crew: Crew, areas: dict[str, Area], album: Album, *, today: date, by) -> None:
    """Hold the rounds where the wijkmanager of the demonstration works."""
    for number, scene in enumerate(SCENES):
        _hold(
            scene,
            areas[NORTH[number % len(NORTH)]],
            crew,
            album,
            today=today,
            by=by,
            chance=random.Random(number),  # noqa: S311 - a story, no secret
        )


def _hold(
    scene: Scene, area: Area, crew: Crew, album: Album, *, today: date, by, chance: random.Random
) -> None:
    voting_round = make_round(
        area,
        title=scene.title,
        intro="Bewoners bedachten deze plannen op de keuzebijeenkomst. Niet alles kan: u kiest wat doorgaat.",
        who=f"Iedereen van 12 jaar en ouder die in {area.name} woont.",
        starts_at=_at(today, scene.starts, 9),
        # Once it has gone by the real steps it gets the end that it has here.
        ends_at=_at(today, max(scene.ends, 2), 20),
        check_by=scene.check_by,
        method=scene.method,
        most=scene.most,
        most_each=2 if scene.method == STICKERS else 1,
        rule=scene.rule,
        budget=Decimal(scene.budget),
        minimum=5 if scene.until == "published" else 1,
        ceilings={"groen": "6000"} if scene.until == "published" else {},
        eligible=None if scene.check_by == BY_CODE else 640,
        by=by,
    )
    for title, words, cost, category, place, drawing in IDEAS[: scene.ideas]:
        values = {"title": title, "words": words, "cost": Decimal(cost), "category": category, "place": place}
        save_plan(voting_round, values | {"photo": album.scene(drawing)}, by=by)
    if scene.until == "draft":
        return
    codes = _codes(voting_round, scene, by=by)
    change_state(voting_round, "plan", by=None)
    if scene.until == "planned":
        return
    change_state(voting_round, "open", by=None)
    _vote(voting_round, codes, chance)
    if scene.until == "open":
        return
    _on_paper(voting_round, codes[-6:], crew, scene)
    VotingRound.objects.filter(pk=voting_round.pk).update(ends_at=_at(today, scene.ends, 20))
    change_state(voting_round, "close", by=None)
    if scene.until == "closed":
        return
    keep_count(voting_round, count_of(voting_round))
    if scene.until == "published":
        change_state(voting_round, "publish", by=None)
        _set_one_aside(voting_round, today, by=by)


def _codes(voting_round: VotingRound, scene: Scene, *, by) -> list[str]:
    codes = [new_code() for _number in range(scene.voters + CODES_SHOWN - 1)]
    codes.append(CODE_TO_TRY if scene.until == "open" else new_code())
    batch = None
    if scene.check_by == BY_CODE:
        batch = CodeBatch.objects.create(
            voting_round=voting_round, area=voting_round.area, size=len(codes), made_by=by
        )
    VotingCode.objects.bulk_create(
        VotingCode(
            voting_round=voting_round,
            batch=batch,
            area=voting_round.area,
            mark=mark_of_code(voting_round.pepper, code),
        )
        for code in codes
    )
    return codes


def _vote(voting_round: VotingRound, codes: list[str], chance: random.Random) -> None:
    plans = list(VotePlan.objects.filter(voting_round=voting_round))
    terms = voting_round.terms_for(plans)
    Ballot.objects.bulk_create(
        Ballot(
            key=mark_of_ballot(voting_round.pepper, code),
            voting_round=voting_round,
            area=voting_round.area,
            channel=ONLINE,
            choices=[list(choice) for choice in to_points(terms, _chosen(terms, chance)).items()],
        )
        for code in codes[:-CODES_SHOWN]
    )


def _chosen(terms, chance: random.Random) -> dict[int, int]:
    """Choose as somebody would: the first plans are liked best."""
    numbers = sorted(terms.costs, key=lambda number: chance.random() * (number + 2))
    if terms.method == KNAPSACK:
        left, chosen = terms.budget, {}
        for number in numbers:
            if terms.costs[number] <= left:
                chosen[number] = 1
                left -= terms.costs[number]
        return chosen
    taken = numbers[: chance.randint(1, terms.most)]
    return {number: place if terms.method == RANKING else 1 for place, number in enumerate(taken, start=1)}


def _on_paper(voting_round: VotingRound, codes: list[str], crew: Crew, scene: Scene) -> None:
    """Let two people enter six ballots; where the count still waits, two of them ask for something."""
    readers = (crew.administrator, crew[crew.manager_of("klaverveld")])
    waits = scene.until == "closed"
    for number, code in enumerate(codes, start=1):
        given = code if scene.check_by == BY_CODE else ""
        points = {1: 2, 2: 1} if scene.method == RANKING else {number % 3 + 1: 1}
        enter_paper(voting_round, number, points=points, code=given, by=readers[0])
        if waits and number == len(codes):
            break
        other = {1: 1, 2: 2} if waits and number == 2 else points
        enter_paper(voting_round, number, points=other, code=given, by=readers[1])


def _set_one_aside(voting_round: VotingRound, today: date, *, by) -> None:
    result = voting_round.results.get()
    plan = voting_round.plans.get(number=result.outcome["order"][0])
    set_aside(
        plan,
        reason="Op deze plek ligt een gasleiding. De netbeheerder staat het niet toe.",
        decided_by="het college",
        decided_on=today - timedelta(days=20),
        by=by,
    )
    Job.objects.filter(kind="voting.count_round").delete()  # counted here, so that the first page shows it
    keep_count(voting_round, count_of(voting_round))


def _at(today: date, days: int, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(today + timedelta(days=days), time(hour)))
