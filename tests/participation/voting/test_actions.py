from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from participation.voting.actions.ballots import cast_vote
from participation.voting.actions.codes import give_code, make_codes, send_code, withdraw_codes
from participation.voting.actions.counting import keep_count, request_count, set_aside
from participation.voting.actions.paper import enter_paper
from participation.voting.actions.rounds import (
    change_state,
    edit_round,
    follow_clock,
    put_to_vote,
    remove_plan,
    save_plan,
    take_in,
)
from participation.voting.calculations.pabulib import read_pabulib
from participation.voting.models import Ballot, VotingCode, VotingRound
from participation.voting.queries import ballot_of, count_of, groups_of, last_result
from participation.voting.states import VotingRefused
from tests.factories.initiatives import InitiativeFactory
from tests.factories.roles import person_with
from tests.factories.voting import close, counted_round, draft_round, open_round, published_round
from tests.participation.voting.test_calculations import written_election
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.registry import JobFailed
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def test_a_round_follows_the_clock_and_stays_as_it_was_planned():
    made = draft_round(starts_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(TransitionRefused, match="nog geen codes"):
        change_state(made, "plan", by=None)
    make_codes(made, area=made.area, size=2, by=None)
    seed = made.lot_seed
    change_state(made, "plan", by=None)
    made.refresh_from_db()
    assert made.lot_seed != seed
    for refused in (
        lambda: save_plan(made, {"title": "Later", "cost": Decimal(1)}, by=None),
        lambda: remove_plan(made.plans.first(), by=None),
        lambda: edit_round(made, {"title": "Anders"}, version=made.version, by=None),
    ):
        with pytest.raises(VotingRefused, match="al klaargezet"):
            refused()
    follow_clock()
    made.refresh_from_db()
    assert made.state == "planned"
    VotingRound.objects.filter(pk=made.pk).update(starts_at=timezone.now())
    follow_clock()
    made.refresh_from_db()
    assert made.state == "open"
    with pytest.raises(VotingRefused, match="al begonnen"):
        withdraw_codes(made.batches.get(), by=None)
    VotingRound.objects.filter(pk=made.pk).update(ends_at=timezone.now())
    follow_clock()
    made.refresh_from_db()
    assert made.state == "closed"


def test_plans_are_numbered_without_holes():
    made = draft_round()
    remove_plan(made.plans.get(number=1), by=None)
    assert list(made.plans.values_list("number", "title")) == [(1, "Speeltuin"), (2, "Drempel")]
    only = draft_round(plans=(("Duur", 99999, ""),), check_by="email")
    with pytest.raises(TransitionRefused, match=r"twee plannen nodig.*past in het budget"):
        change_state(only, "plan", by=None)


def test_an_initiative_is_put_to_the_vote_once_with_its_words_and_cost():
    made = draft_round(plans=())
    initiative = InitiativeFactory(area=made.area, title="Moestuin", what="x" * 3000, cost=None)
    with pytest.raises(VotingRefused, match="wat het kost"):
        put_to_vote(initiative, made, by=None)
    initiative.cost = Decimal("1250.50")
    plan = put_to_vote(initiative, made, by=None)
    assert put_to_vote(initiative, made, by=None) == plan
    assert made.plans.count() == 1
    assert (plan.title, plan.cost, plan.place) == ("Moestuin", Decimal("1250.50"), "Lindestraat")
    assert len(plan.words) == 2000
    with pytest.raises(VotingRefused, match="eerst op de site"):
        put_to_vote(
            InitiativeFactory(area=made.area, state="draft", published_at=None, cost=1), made, by=None
        )
    started, _codes = open_round()
    with pytest.raises(VotingRefused, match="al klaargezet"):
        put_to_vote(initiative, started, by=None)


def test_one_code_is_one_vote_that_can_change_until_the_end():
    made, (code, other, _third) = open_round()
    cast_vote(made, code, {1: 1})
    cast_vote(made, code, {2: 1, 3: 1})
    cast_vote(made, other, {1: 1})
    assert sorted(groups_of(made)) == [(((1, 1),), 1), (((2, 1), (3, 1)), 1)]
    assert ballot_of(made, code) == {2: 1, 3: 1}
    with pytest.raises(VotingRefused, match="niet geldig"):
        cast_vote(made, "BBBBCCCCDDDD", {1: 1})
    close(made)
    with pytest.raises(VotingRefused, match="gesloten"):
        cast_vote(made, code, {1: 1})
    assert made.ballots.count() == 2


def test_nothing_that_is_kept_leads_from_a_code_to_a_ballot():
    made, (code, *_rest) = open_round()
    cast_vote(made, code, {1: 1})
    ballot, known = Ballot.objects.get(), set(VotingCode.objects.values_list("mark", flat=True))
    assert ballot.key not in known
    assert {field.name for field in Ballot._meta.fields} == {
        "key",
        "voting_round",
        "area",
        "channel",
        "choices",
    }
    assert {field.name for field in VotingCode._meta.fields} == {
        "id",
        "voting_round",
        "batch",
        "area",
        "mark",
    }
    assert not hasattr(Ballot, "pgh_event_models")
    assert not hasattr(VotingCode, "pgh_event_models")
    close(made)
    keep_count(made, count_of(made))
    made.refresh_from_db()
    assert made.secret == ""
    assert made.pepper == ""
    with pytest.raises(VotingRefused, match="gesloten"):
        cast_vote(made, code, {2: 1})


def test_an_address_gets_one_code_and_one_mail_an_hour():
    made, _none = open_round(check_by="email")
    send_code(made, "Jan@voorbeeld.example")
    send_code(made, "jan+nog@voorbeeld.example")
    code = give_code(made, "jan@voorbeeld.example")
    assert (VotingCode.objects.count(), Letter.objects.count()) == (1, 1)
    assert f"#{code[:4]}-" in Letter.objects.get().body
    with pytest.raises(VotingRefused, match="voordat het stemmen begint"):
        make_codes(made, area=made.area, size=1, by=None)


@pytest.fixture
def two(db):
    return [person_with("community_worker", full_name=name) for name in ("Anna", "Bea")]


def test_two_people_enter_a_paper_ballot_and_must_agree(two):
    made, (code, used, last) = open_round()
    anna, bea = two
    cast_vote(made, used, {3: 1})
    assert enter_paper(made, 1, points={1: 1}, code=code, by=anna).state == "waiting"
    assert enter_paper(made, 1, points={1: 1, 2: 1}, code=code, by=bea).state == "different"
    with pytest.raises(VotingRefused, match="iets anders dan de twee"):
        enter_paper(made, 1, points={3: 1}, code=code, by=person_with("area_manager"))
    close(made)
    with pytest.raises(TransitionRefused, match="nog niet twee keer gelijk"):
        request_count(made, by=person_with("area_manager", made.area))
    assert enter_paper(made, 1, points={1: 1}, code=code, by=bea).state == "agreed"
    with pytest.raises(VotingRefused, match="al twee keer gelijk"):
        enter_paper(made, 1, points={2: 1}, code=code, by=anna)
    with pytest.raises(VotingRefused, match="code klopt niet"):
        enter_paper(made, 2, points={1: 1}, code="BBBBCCCCDDDD", by=anna)
    for person in two:
        double = enter_paper(made, 2, points={1: 1}, code=used, by=person)
        invalid = enter_paper(made, 3, points=None, code=code, by=person)
    assert (double.state, invalid.state) == ("double", "agreed")
    turnout = count_of(made)["turnout"]
    assert (turnout["voters"], turnout["invalid"], turnout["eligible"]) == (3, 1, 3)
    assert sorted(groups_of(made)) == [(((1, 1),), 1), (((3, 1),), 1)]
    # One of two who differ is away: a third decides it.
    for person, points in ((anna, {1: 1}), (bea, {2: 1})):
        enter_paper(made, 4, points=points, code=last, by=person)
    settled = enter_paper(made, 4, points={2: 1}, code=last, by=person_with("community_worker"))
    assert (settled.state, settled.entries.filter(by=anna).exists()) == ("agreed", False)
    assert Ballot.objects.get(choices=[[2, 1]]).channel == "paper"


def test_a_worker_counts_and_nothing_may_come_in_between(two):
    made, (code, *_rest) = open_round()
    cast_vote(made, code, {1: 1})
    close(made)
    with pytest.raises(PermissionDenied):
        request_count(made, by=two[0])
    job = request_count(made, by=person_with("area_manager", made.area))
    outcome = count_of(made)
    for person in two:
        enter_paper(made, 1, points={1: 1}, code=_rest[0], by=person)
    with pytest.raises(JobFailed, match="kwamen er stemmen"):
        keep_count(made, outcome)
    run_job(job.pk)
    made.refresh_from_db()
    assert (made.state, last_result(made).outcome["order"]) == ("counted", [1])
    assert Job.objects.get(pk=job.pk).state == "done"
    with pytest.raises(VotingRefused, match="tussen het openen en het tellen"):
        enter_paper(made, 9, points={1: 1}, code=code, by=two[0])


def test_a_winner_is_set_aside_with_a_reason_and_the_rest_is_counted_anew():
    made = published_round()
    first = made.plans.get(number=1)
    with pytest.raises(VotingRefused, match="Alleen een plan dat is gekozen"):
        set_aside(
            made.plans.get(number=2), reason="x", decided_by="y", decided_on=timezone.localdate(), by=None
        )
    set_aside(first, reason="Gasleiding", decided_by="het college", decided_on=timezone.localdate(), by=None)
    run_job(Job.objects.get(kind="voting.count_round").pk)
    before, after = [result.outcome for result in made.results.all()]
    # The two others have a vote each and do not fit together: the lot decides which.
    assert before["order"] == [1, 3]
    assert after["order"] in ([2], [3])
    assert last_result(made).outcome["set_aside"] == [1]


def test_an_election_of_elsewhere_is_taken_in_and_counted_as_it_was():
    area = counted_round().area
    made = take_in(area, read_pabulib(written_election().encode()), by=None)
    assert (made.state, made.ballots.count()) == ("closed", 3)
    assert not made.takes_paper
    keep_count(made, count_of(made))
    assert last_result(made).outcome["turnout"]["channels"] == {"file": None}


@pytest.mark.django_db(transaction=True)
def test_votes_at_the_same_moment_are_one_and_none_is_lost_at_the_close():
    made, codes = open_round(codes=8)

    def vote(number: int) -> bool:
        try:
            cast_vote(VotingRound.objects.get(pk=made.pk), codes[number % 8], {number % 3 + 1: 1})
        except VotingRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(vote, range(48)))
    assert made.ballots.count() == 8
    with ThreadPoolExecutor(6) as pool:
        results = pool.map(vote, range(24))
        close(made)
        list(results)
    with ThreadPoolExecutor(2) as pool:
        assert not any(pool.map(vote, range(4)))
    assert made.ballots.count() == 8
