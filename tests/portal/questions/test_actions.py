from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from areas.roles.states import ROLES
from programmes.commitments.actions import move_commitment
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.questions import answered, ask
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.workdays.calculations import is_working_day, workdays_between
from wijkportaal.portal.questions.actions import (
    add_source,
    edit_question,
    extend_term,
    remind_handlers,
    take_step,
)
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.queries.questions import pointers_of, term_ends
from wijkportaal.portal.questions.queries.records import record_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Grou", slug="grou", parent=GemeenteFactory())


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker", email="anna@gemeente.example")


@settings(max_examples=30, deadline=None)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 60))
def test_a_term_ends_on_a_working_day_after_so_many(asked_on, term):
    end = term_ends(asked_on, term)
    assert is_working_day(end)
    assert workdays_between(asked_on, end) == term


def test_an_answer_keeps_how_its_records_stood(area, manager):
    councillor = person_with("councillor", email="raadslid@raad.example")
    promise = CommitmentFactory(area=area, what="Het hek komt terug", due_on=days(10))
    question = ask(area, by=councillor)
    assert (question.asker, question.due_on) == (councillor, term_ends(timezone.localdate(), 5))
    take_step(question, "take_up", by=manager)
    with pytest.raises(TransitionRefused, match="nog leeg"):
        take_step(question, "answer", by=manager)
    edit_question(question, {"answer": "Over tien dagen."}, version=1, by=manager, answer=True)
    source = add_source(question, record_at(promise.get_absolute_url()), by=manager)
    assert add_source(question, record_at(promise.get_absolute_url()), by=manager) == source
    move_commitment(promise, days(20), by=None, reason="Het hout is op.")
    take_step(question, "answer", by=manager)
    move_commitment(promise, days(30), by=None, reason="Het hout is weer op.")
    question.refresh_from_db()
    assert (question.state, question.answered_on) == ("answered", timezone.localdate())
    (pointer,) = pointers_of(question.sources.all())
    then, now = (f"{day.day} " for day in (days(20), days(30)))
    assert f"klaar op {then}" in pointer.link.state
    assert f"klaar op {now}" in pointer.now.state and pointer.has_changed
    promise.refresh_from_db()
    type(promise).objects.filter(pk=promise.pk).update(is_public=False)
    assert pointers_of(question.sources.all())[0].now is None
    assert list(Letter.objects.order_by("pk").values_list("to", "subject")) == [
        ("anna@gemeente.example", f"Raadsvraag: {question.title}"),
        ("raadslid@raad.example", f"Antwoord op uw vraag: {question.title}"),
    ]
    for late in (
        lambda: edit_question(question, {"answer": "Anders"}, version=question.version, by=manager),
        lambda: add_source(question, record_at(area.get_absolute_url() + "/geld"), by=manager),
    ):
        with pytest.raises(EditRefused):
            late()


def test_a_longer_term_has_a_reason_and_is_told(area, manager):
    councillor = person_with("councillor", email="raadslid@raad.example")
    question = ask(area, by=councillor)
    with pytest.raises(TransitionRefused, match="later"):
        extend_term(question, question.due_on, by=manager, reason="Druk")
    extend_term(question, question.due_on + timedelta(days=14), by=manager, reason="Wij wachten op cijfers.")
    question.refresh_from_db()
    assert (question.state, question.handler, question.is_extended) == ("in_hand", manager, True)
    assert "Wij wachten op cijfers." in Letter.objects.get(to="raadslid@raad.example").body


def test_who_answers_is_reminded_once_before_and_again_when_it_is_late(area, manager):
    question = ask(area)
    sent = []
    for day in range(30):
        remind_handlers(on=timezone.localdate() + timedelta(days=day))
        remind_handlers(on=timezone.localdate() + timedelta(days=day))
        sent.append(
            Letter.objects.filter(subject__contains="te laat").count()
            + Letter.objects.filter(subject__startswith="Te laat").count()
        )
    assert sent[0] == 0 and sent[-1] in {4, 5}
    assert question.due_on in {
        timezone.localdate() + timedelta(days=number) for number, count in enumerate(sent) if count == 1
    }
    take_step(question, "withdraw", by=None, reason="Al bekend.")
    number = Letter.objects.count()
    remind_handlers(on=timezone.localdate() + timedelta(days=90))
    assert Letter.objects.count() == number


def test_only_who_works_there_answers_and_only_who_asked_withdraws(area, manager):
    asker = person_with("councillor")
    others = {role: person_with(role, area) for role in ROLES}
    questions = {
        "received": ask(area, by=asker),
        "in_hand": ask(area, by=asker),
        "answered": answered(area, by=manager),
    }
    take_step(questions["in_hand"], "take_up", by=manager)
    found = {
        (state, role): names
        for state, question in questions.items()
        for role, person in {**others, "asker": asker}.items()
        if (
            names := tuple(
                step.transition.name
                for step in available(CouncilQuestion.objects.get(pk=question.pk), person)
            )
        )
    }
    answers = {"received": ("take_up", "extend"), "in_hand": ("answer", "extend")}
    assert found == {
        **{(state, role): names for state, names in answers.items() for role in ("area_manager", "alderman")},
        **{(state, "administrator"): (*names, "withdraw") for state, names in answers.items()},
        ("received", "asker"): ("withdraw",),
        ("in_hand", "asker"): ("withdraw",),
    }
    with pytest.raises(PermissionDenied):
        take_step(questions["received"], "take_up", by=asker)
