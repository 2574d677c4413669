"""Professionals are asked for their judgement by a letter, reminded, and seen to have answered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.analysis import actions
from programmes.analysis.models import JudgementRequest
from programmes.analysis.queries import people_to_ask, requests_of
from programmes.analysis.states import AnalysisClosed
from programmes.analysis.tasks import remind_of_judgements_task
from tests.factories.analysis import JudgementFactory, JudgementRequestFactory
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


def door(name, *arguments):
    return reverse(f"analysis:{name}", args=arguments)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def housing(area):
    return OrganisationFactory(name="De Woonplaats", areas=[area])


@pytest.fixture
def partners(area, housing):
    """Two people of the corporatie who can sign in."""
    people = [
        person_with("partner", area, full_name=name, email=f"{name.lower()}@wonen.example")
        for name in ("Piet", "Rink")
    ]
    for person in people:
        FunctionFactory(organisation=housing, person=person, name=person.full_name)
    return people


def test_who_works_here_and_was_not_asked_yet_can_be_asked(area, draft, manager, worker, partners, housing):
    person_with("partner", AreaFactory(parent=area.parent), full_name="Elders")
    person_with("board_member", area, full_name="Bestuur")
    whole = person_with("department", area.parent, full_name="Vak Afdeling")
    found = people_to_ask(draft, but=manager)
    assert found == [(partners[0], housing), (partners[1], housing), (whole, None), (worker, None)]
    JudgementRequestFactory(analysis=draft, person=worker)
    assert (worker, None) not in people_to_ask(draft, but=manager)


def test_the_wijkmanager_asks_and_sees_who_answered(client, area, draft, manager, worker, partners, housing):
    client.force_login(manager)
    page = door("ask", draft.pk)
    assert "De Woonplaats (2)" in text_of(client.get(page))
    sent = {"due_on": in_days(10), "message": "Vooral over jongeren graag."}
    for wrong in (
        {},
        {"people": [worker.pk], "due_on": in_days(0)},
        {"people": ["999999"]},
        {"people": ["x"]},
    ):
        answer = client.post(page, sent | wrong)
        assert (answer.status_code, "Vooral over jongeren" in text_of(answer)) == (422, True), wrong
    client.post(page, sent | {"organisations": [housing.pk], "people": [worker.pk, partners[0].pk]})
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert set(letters) == {worker.email, *(person.email for person in partners)}
    body = letters["piet@wonen.example"].body
    assert "Vooral over jongeren graag." in body and door("new_judgement", draft.pk) in body
    # Sent twice, as by a double click: nobody gets a second letter.
    actions.ask_for_judgements(draft, [(worker, None)], due_on=in_days(3), by=manager)
    assert Letter.objects.count() == 3

    client.force_login(partners[0])
    assert door("new_judgement", draft.pk) in text_of(client.get(reverse("portal:workspace")))
    client.post(
        door("new_judgement", draft.pk),
        {"theme": ThemeFactory().pk, "score": 2, "words": "Het wordt drukker.", "organisation": housing.pk},
    )
    assert "Uw oordeel wordt gevraagd" not in text_of(client.get(reverse("portal:workspace")))
    assert "Wie is om een oordeel gevraagd" not in text_of(client.get(door("editor", draft.pk)))
    client.force_login(manager)
    text = text_of(client.get(door("editor", draft.pk)))
    assert "over 1 thema" in text and text.count("nog niet, graag voor") == 2
    asked = JudgementRequest.objects.get(person=worker)
    client.post(door("withdraw_request", asked.pk))
    assert {each.person for each in requests_of(draft)} == set(partners)


def test_only_who_did_not_answer_is_reminded_and_once_a_day(client, draft, manager, worker, partners):
    for person, days in ((worker, 3), (partners[0], -1), (partners[1], 5)):
        JudgementRequestFactory(analysis=draft, person=person, due_on=in_days(days))
    JudgementFactory(analysis=draft, person=partners[0])
    remind_of_judgements_task()
    remind_of_judgements_task()
    assert [letter.to for letter in Letter.objects.all()] == [worker.email]
    client.force_login(manager)
    answer = client.post(door("remind", draft.pk), follow=True)
    assert "Herinnerd: Rink." in text_of(answer)
    assert "Niemand hoeft" in text_of(client.post(door("remind", draft.pk), follow=True))
    assert Letter.objects.count() == 2
    actions.edit_analysis(draft, {"strengths": "<p>Hecht</p>"}, version=1, by=manager)
    actions.change_state(draft, "publish", by=manager)
    JudgementRequest.objects.update(reminded_on=None)
    assert actions.remind_of_judgements(JudgementRequest.objects.all(), by=None) == []
    with pytest.raises(AnalysisClosed):
        actions.ask_for_judgements(draft, [(worker, None)], due_on=in_days(3), by=manager)
    assert client.get(door("ask", draft.pk)).status_code == 302


def test_nobody_else_asks(client, draft, worker):
    asked = JudgementRequestFactory(analysis=draft)
    client.force_login(worker)
    for address in (door("ask", draft.pk), door("remind", draft.pk), door("withdraw_request", asked.pk)):
        assert client.post(address).status_code == 403
