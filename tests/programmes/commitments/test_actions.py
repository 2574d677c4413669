import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.subscriptions.actions import FollowRefused, follow, spread_news
from participation.subscriptions.models import News
from programmes.commitments import actions
from programmes.commitments.models import Commitment, CommitmentStep
from programmes.commitments.queries import answer_token, step_to_answer
from programmes.commitments.states import LIFE_CYCLE
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.organisations import FunctionFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db

RECIPIENT = {"made_to_name": "Jelle Visser", "made_to_email": "jelle@voorbeeld.example"}


def story(commitment):
    return list(commitment.steps.order_by("pk").values_list("kind", "old_due_on", "new_due_on", "reason"))


def letters_to(address):
    return list(Letter.objects.filter(to=address).order_by("pk"))


def newest(commitment):
    return commitment.steps.order_by("pk").last()


def test_make_commitment_begins_the_trail_and_tells_the_one_it_was_made_to(area, manager):
    made = CommitmentFactory(area=area, by=manager, due_on=days(10), **RECIPIENT)
    assert (made.state, made.first_due_on, made.due_on, made.moves) == ("open", days(10), days(10), 0)
    assert story(made) == [("made", None, days(10), "")]
    (letter,) = letters_to("jelle@voorbeeld.example")
    assert letter.body.startswith("Beste Jelle Visser,")
    assert made.what in letter.body


def test_who_follows_a_person_hears_of_their_promises_and_never_the_reason(area, manager):
    function = FunctionFactory(name="Tine Wethouder", name_public=True)
    follower = PersonFactory(email="volger@voorbeeld.example")
    follow("promises", str(function.pk), person=follower, rhythm="at_once")
    made = CommitmentFactory(area=area, by=manager, function=function, is_public=True, what="Vier bankjes")
    CommitmentFactory(area=area, by=manager, function=function, is_public=False)
    actions.move_commitment(made, days(40), by=manager, reason="Jan is ziek.")
    assert list(News.objects.order_by("pk").values_list("title", "text")) == [
        ("Nieuwe afspraak: Vier bankjes", ""),
        ("Nieuwe datum: Vier bankjes", ""),
    ]
    assert sum(spread_news(news) for news in News.objects.all()) == 2
    function.name_public = False
    function.save()
    with pytest.raises(FollowRefused):
        follow("promises", str(function.pk), person=PersonFactory(), rhythm="daily")


def test_without_an_address_no_letter_is_written(area, manager):
    made = CommitmentFactory(area=area, by=manager)
    actions.keep_commitment(made, by=manager)
    assert not Letter.objects.exists()


def test_keep_commitment_closes_it_and_asks_whether_that_is_so(area, manager):
    made = CommitmentFactory(area=area, by=manager, **RECIPIENT)
    actions.keep_commitment(made, by=manager, on=days(-1), note="Er staan er nu vier.")
    assert (made.state, made.closed_on) == ("kept", days(-1))
    assert story(made)[-1] == ("kept", None, None, "Er staan er nu vier.")
    body = letters_to("jelle@voorbeeld.example")[-1].body
    token = re.search(r"/afspraken/antwoord/(\S+)", body).group(1)
    assert step_to_answer(token) == newest(made)


@pytest.mark.parametrize("day", [-61, 1])
def test_a_promise_is_kept_between_the_day_it_was_made_and_today(area, manager, day):
    made = CommitmentFactory(area=area, by=manager)
    with pytest.raises(TransitionRefused, match="Kies een dag"):
        actions.keep_commitment(made, by=manager, on=days(day))
    assert Commitment.objects.get(pk=made.pk).state == "open"


def test_move_commitment_keeps_the_first_date_and_every_move(area, manager):
    made = CommitmentFactory(area=area, by=manager, due_on=days(5), **RECIPIENT)
    actions.move_commitment(made, days(20), by=manager, reason="Leverancier is later.")
    actions.move_commitment(made, days(15), by=manager, reason="Toch eerder.")
    assert (made.state, made.first_due_on, made.due_on, made.moves) == ("open", days(5), days(15), 2)
    assert story(made)[1:] == [
        ("moved", days(5), days(20), "Leverancier is later."),
        ("moved", days(20), days(15), "Toch eerder."),
    ]
    assert ["Nieuwe datum" in letter.subject for letter in letters_to("jelle@voorbeeld.example")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("day", "reason"), [(-1, "Later"), (30, "Later"), (40, "  ")])
def test_a_move_needs_another_day_to_come_and_a_reason(area, manager, day, reason):
    made = CommitmentFactory(area=area, by=manager)
    with pytest.raises(TransitionRefused):
        actions.move_commitment(made, days(day), by=manager, reason=reason)
    assert story(Commitment.objects.get(pk=made.pk)) == [("made", None, days(30), "")]


def test_break_commitment_says_why(area, manager):
    made = CommitmentFactory(area=area, by=manager, **RECIPIENT)
    with pytest.raises(TransitionRefused):
        actions.break_commitment(made, by=manager, reason="")
    actions.break_commitment(made, by=manager, reason="De grond is vervuild.")
    assert (made.state, made.closed_on) == ("broken", timezone.localdate())
    assert "De grond is vervuild." in letters_to("jelle@voorbeeld.example")[-1].body


def test_a_dispute_opens_it_again_with_their_words_and_tells_the_keeper(area, manager):
    made = CommitmentFactory(area=area, by=manager, responsible=manager, due_on=days(-5), **RECIPIENT)
    actions.keep_commitment(made, by=manager)
    step = newest(made)
    actions.dispute_step(step, words="Er staat er maar een.")
    made.refresh_from_db()
    assert (made.state, made.closed_on, made.answer) == ("open", None, "disputed")
    assert story(made)[-1] == ("disputed", None, None, "Er staat er maar een.")
    assert "Er staat er maar een." in letters_to("anna@gemeente.example")[-1].body
    with pytest.raises(actions.AnswerRefused):
        actions.dispute_step(step, words="Nog eens.")
    actions.keep_commitment(made, by=manager)
    assert made.answer == ""


def test_a_dispute_needs_words(area, manager):
    made = CommitmentFactory(area=area, by=manager, **RECIPIENT)
    actions.move_commitment(made, days(40), by=manager, reason="Later")
    with pytest.raises(TransitionRefused, match="Schrijf erbij"):
        actions.dispute_step(newest(made), words=" ")
    actions.keep_commitment(made, by=manager)
    with pytest.raises(TransitionRefused, match="Schrijf erbij"):
        actions.dispute_step(newest(made), words=" ")


def test_a_move_that_is_not_agreed_with_stays_open_and_is_told(area, manager):
    made = CommitmentFactory(area=area, by=manager, responsible=manager, **RECIPIENT)
    actions.move_commitment(made, days(40), by=manager, reason="Later")
    actions.dispute_step(newest(made), words="Dat is na de zomer.")
    made.refresh_from_db()
    assert (made.state, made.answer, made.due_on) == ("open", "disputed", days(40))
    assert len(letters_to("anna@gemeente.example")) == 1


def test_a_confirmation_is_noted_once(area, manager):
    made = CommitmentFactory(area=area, by=manager, **RECIPIENT)
    actions.keep_commitment(made, by=manager)
    step = newest(made)
    actions.confirm_step(step)
    made.refresh_from_db()
    assert (made.state, made.answer) == ("kept", "confirmed")
    with pytest.raises(actions.AnswerRefused):
        actions.confirm_step(step)


def test_a_link_opens_nothing_when_overtaken_forged_or_for_another_address(area, manager):
    made = CommitmentFactory(area=area, by=manager, **RECIPIENT)
    actions.keep_commitment(made, by=manager)
    token = answer_token(newest(made), "jelle@voorbeeld.example")
    assert step_to_answer(token) is not None
    for forged in (token + "x", "", "abc:def:ghi", answer_token(newest(made), "ander@voorbeeld.example")):
        assert step_to_answer(forged) is None
    actions.edit_commitment(made, {"made_to_email": "nieuw@voorbeeld.example"}, version=1, by=manager)
    assert step_to_answer(token) is None
    actions.edit_commitment(made, {"made_to_email": "jelle@voorbeeld.example"}, version=2, by=manager)
    actions.reopen_commitment(made, by=manager, reason="Vergissing")
    assert step_to_answer(token) is None


def test_a_link_expires(area, manager, monkeypatch):
    made = CommitmentFactory(area=area, by=manager, **RECIPIENT)
    actions.keep_commitment(made, by=manager)
    token = answer_token(newest(made), "jelle@voorbeeld.example")
    monkeypatch.setattr("programmes.commitments.queries.ANSWER_TIME", timedelta(seconds=-1))
    assert step_to_answer(token) is None


def test_the_step_that_began_it_has_nothing_to_answer(area, manager):
    made = CommitmentFactory(area=area, by=manager, **RECIPIENT)
    assert step_to_answer(answer_token(newest(made), "jelle@voorbeeld.example")) is None


def test_a_date_cannot_be_edited_and_a_second_editor_is_told(area, manager):
    made = CommitmentFactory(area=area, by=manager)
    with pytest.raises(ValueError, match="move_commitment"):
        actions.edit_commitment(made, {"due_on": days(90)}, version=1, by=manager)
    actions.edit_commitment(made, {"what": "Drie bankjes"}, version=1, by=manager)
    with pytest.raises(EditConflict):
        actions.edit_commitment(made, {"what": "Vier bankjes"}, version=1, by=manager)


def test_reminders_are_written_once_before_and_once_in_four_weeks_after(area, manager):
    CommitmentFactory(area=area, due_on=days(8), responsible=manager)
    soon = CommitmentFactory(area=area, due_on=days(7), responsible=manager)
    closed = CommitmentFactory(area=area, due_on=days(3), responsible=manager)
    actions.keep_commitment(closed, by=manager)
    for _again in range(3):
        actions.remind_keepers()
    (letter,) = letters_to("anna@gemeente.example")
    assert letter.subject == f"Bijna zover: {soon.what}"
    assert f"/werk/afspraken/{soon.public_id}" in letter.body
    for day in (8, 9, 35):
        actions.remind_keepers(on=days(day))
    late = [each.subject for each in letters_to("anna@gemeente.example") if soon.what in each.subject]
    assert late == [f"Bijna zover: {soon.what}", f"Te laat: {soon.what}"]
    actions.remind_keepers(on=days(36))
    assert len([each for each in letters_to("anna@gemeente.example") if soon.what in each.subject]) == 3


def test_a_new_date_brings_a_new_reminder(area, manager):
    made = CommitmentFactory(area=area, due_on=days(2), responsible=manager)
    actions.remind_keepers()
    actions.move_commitment(made, days(3), by=manager, reason="Dag later")
    actions.remind_keepers()
    assert len(letters_to("anna@gemeente.example")) == 2


@pytest.mark.parametrize("is_gone", [True, False])
def test_without_a_keeper_the_wijkmanager_is_reminded(area, manager, is_gone):
    keeper = PersonFactory(is_active=False) if is_gone else None
    CommitmentFactory(area=area, due_on=days(2), responsible=keeper)
    actions.remind_keepers()
    assert len(letters_to("anna@gemeente.example")) == Letter.objects.count() == 1


STEPS = ["keep", "move", "break", "reopen", "dispute", "confirm"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 50)), max_size=8))
def test_any_walk_keeps_the_first_date_and_leaves_every_step(steps):
    made = CommitmentFactory(due_on=days(10), **RECIPIENT)
    happened = ["made"]
    for name, day in steps:
        before = Commitment.objects.get(pk=made.pk)
        try:
            match name:
                case "keep":
                    actions.keep_commitment(made, by=None)
                case "move":
                    actions.move_commitment(made, days(day), by=None, reason="Later")
                case "break":
                    actions.break_commitment(made, by=None, reason="Lukt niet")
                case "reopen":
                    actions.reopen_commitment(made, by=None, reason="Toch niet")
                case "dispute":
                    actions.dispute_step(newest(made), words="Klopt niet")
                case "confirm":
                    actions.confirm_step(newest(made))
        except (TransitionRefused, actions.AnswerRefused):
            assert Commitment.objects.get(pk=made.pk).facts == before.facts
        else:
            happened.append(newest(made).kind)
    now = Commitment.objects.get(pk=made.pk)
    assert now.first_due_on == days(10)
    assert list(made.steps.order_by("pk").values_list("kind", flat=True)) == happened
    assert now.moves == happened.count("moved")
    assert now.state in LIFE_CYCLE.states
    assert (now.closed_on is None) == (now.state == "open")
    moves = CommitmentStep.objects.filter(commitment=made, kind="moved").order_by("pk")
    assert now.due_on == (moves.last().new_due_on if moves else days(10))


ROLES_THAT_SETTLE = {"area_manager", "administrator"}


@pytest.mark.parametrize(
    "role",
    [
        "resident",
        "board_member",
        "taskgroup_member",
        "community_worker",
        "area_manager",
        "department",
        "partner",
        "alderman",
        "councillor",
        "finance",
        "administrator",
    ],
)
def test_who_may_take_a_step(area, role):
    someone = person_with(role, area)
    acts = {
        "keep": lambda made: actions.keep_commitment(made, by=someone),
        "move": lambda made: actions.move_commitment(made, days(40), by=someone, reason="Later"),
        "break": lambda made: actions.break_commitment(made, by=someone, reason="Lukt niet"),
    }
    allowed = set()
    for name, act in acts.items():
        made = CommitmentFactory(area=area)
        try:
            act(made)
        except PermissionDenied:
            assert Commitment.objects.get(pk=made.pk).facts == made.facts
        else:
            allowed.add(name)
    assert allowed == (set(acts) if role in ROLES_THAT_SETTLE else set())


def test_who_watches_over_it_settles_it_whatever_the_role(area):
    someone = person_with("department", area)
    made = CommitmentFactory(area=area, responsible=someone)
    actions.keep_commitment(made, by=someone)
    assert made.state == "kept"
    other = CommitmentFactory(area=area)
    with pytest.raises(PermissionDenied):
        actions.keep_commitment(other, by=someone)
