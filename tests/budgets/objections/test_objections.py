import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from budgets.decisions.letters import clause_of
from budgets.decisions.models import Decision
from budgets.decisions.queries import letter_token
from budgets.objections import actions
from budgets.objections.calculations import answer_due, is_in_time
from budgets.objections.models import Objection
from tests.factories.decisions import PERSON, make_decision, send
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.workdays.calculations import is_working_day

UNTIL = date(2026, 3, 20)
TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("received", "posted", "expected"),
    [
        (UNTIL, None, True),
        (date(2026, 3, 21), None, False),
        (date(2026, 3, 27), UNTIL, True),
        (date(2026, 3, 28), UNTIL, False),
        (date(2026, 3, 24), date(2026, 3, 21), False),
    ],
)
def test_in_time_is_received_before_the_end_or_posted_before_it_and_there_within_a_week(
    received, posted, expected
):
    assert is_in_time(received, UNTIL, posted_on=posted) is expected
    assert is_in_time(received, None)


def test_the_answer_is_due_six_or_twelve_weeks_after_the_term_and_six_more_when_put_off():
    # 20 March 2026 and 6, 12 and 18 weeks; the first of them is 1 May, no holiday.
    found = {
        (committee, off): answer_due(UNTIL, with_committee=committee, is_put_off=off)
        for committee in (False, True)
        for off in (False, True)
    }
    assert found == {
        (False, False): date(2026, 5, 1),
        (False, True): date(2026, 6, 12),
        (True, False): date(2026, 6, 12),
        (True, True): date(2026, 7, 24),
    }
    # 24 March and six weeks is 5 May: Bevrijdingsdag, so a day later.
    assert answer_due(date(2026, 3, 24), with_committee=False, is_put_off=False) == date(2026, 5, 6)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.booleans(), st.booleans())
def test_the_answer_is_always_due_on_a_working_day_and_never_sooner(until, committee, off):
    due = answer_due(until, with_committee=committee, is_put_off=off)
    assert is_working_day(due)
    assert due >= until + timedelta(weeks=6 * (1 + committee + off))


@pytest.fixture
def scene(db):
    root = GemeenteFactory()
    area = AreaFactory(parent=root, name="Noord")
    decider = person_with("alderman")
    decision = send(make_decision(area, by=decider))
    decision.refresh_from_db()
    return area, decision, decider


def object_to(decision, **fields):
    values = {
        "name": "Piet de Vries",
        "email": PERSON.email,
        "address": "Dijk 1",
        "grounds": "Het is te weinig.",
    }
    return actions.object_to(decision, **values | {"by": None} | fields)


@pytest.mark.django_db
def test_an_objection_is_confirmed_put_off_once_and_answered_by_another_than_who_decided(scene):
    _area, decision, decider = scene
    finance, other = person_with("finance"), person_with("alderman")
    made = object_to(decision)
    with pytest.raises(Exception, match="al ontvangen"):
        object_to(decision)
    first = made.due_on
    off = actions.put_off(made, reason="De commissie is ziek.", by=finance)
    assert (off.due_on > first, off.state) == (True, "received")
    with pytest.raises(TransitionRefused, match="al een keer"):
        actions.put_off(off, reason="Nog eens.", by=finance)
    for nobody in (decider, finance):
        with pytest.raises(PermissionDenied):
            actions.answer(off, result="founded", reasons="Ja.", by=nobody)
    Objection.objects.update(due_on=TODAY - timedelta(days=1))
    answered = actions.answer(off, result="founded", reasons="U hebt gelijk.", by=other)
    assert (answered.is_late, answered.answer.outcome, answered.answer.replaces) == (
        True,
        "changed",
        decision,
    )
    with pytest.raises(TransitionRefused, match="Ververs"):
        actions.answer(answered, result="unfounded", reasons="Toch niet.", by=other)
    clause = clause_of(answered.answer, gemeente(), until=TODAY)
    assert ("in beroep gaan bij de rechtbank" in clause.term, clause.lead) == (True, "Zet in uw beroep:")
    subjects = list(Letter.objects.filter(to=PERSON.email).order_by("pk").values_list("subject", flat=True))
    assert subjects[1:] == ["Wij hebben uw bezwaar", "Antwoord op uw bezwaar komt later"]
    again = actions.answer(object_to(decision), result="unfounded", reasons="Het klopt.", by=other)
    assert (again.answer.outcome, again.answer.replaces) == ("upheld", None)
    withdrawn = actions.withdraw(object_to(decision), reason="Gebeld.", by=finance)
    assert (withdrawn.state, Decision.objects.count()) == ("withdrawn", 3)


@pytest.mark.django_db
def test_who_has_an_interest_handles_no_objection(scene):
    area, _decision, _decider = scene
    board = OrganisationFactory(areas=[area])
    made = object_to(send(make_decision(area, to=board)), email="iemand@voorbeeld.example")
    found = {}
    for role, permission in (("alderman", "answer"), ("finance", "handle")):
        free, member, objector = (person_with(role) for _each in range(3))
        FunctionFactory(organisation=board, person=member, kind="contact")
        Objection.objects.update(email=objector.email)
        made.refresh_from_db()
        people = {"free": free, "member": member, "objector": objector}
        found[role] = {who: each.has_perm(f"objections.{permission}", made) for who, each in people.items()}
    assert set(map(str, found.values())) == {"{'free': True, 'member': False, 'objector': False}"}


@pytest.mark.django_db
def test_reminders_go_once_and_not_to_who_decided(scene):
    _area, decision, decider = scene
    other = person_with("alderman")
    made = object_to(decision)
    Objection.objects.update(due_on=TODAY + timedelta(days=3))
    before = Letter.objects.count()
    actions.remind()
    actions.remind()
    assert list(Letter.objects.order_by("pk")[before:].values_list("to", flat=True)) == [other.email]
    actions.remind(on=TODAY + timedelta(days=5))
    assert Letter.objects.filter(to=other.email, subject__contains=made.number).count() == 2
    assert not Letter.objects.filter(to=decider.email).exists()


@pytest.mark.django_db
def test_someone_objects_by_the_link_of_the_letter_and_officials_note_what_came_by_post(
    client, scene, django_assert_num_queries
):
    area, decision, _decider = scene
    address = reverse("objections:by_link", args=[letter_token(decision)])
    bad = client.post(address, {"name": "Piet de Vries", "grounds": "Te weinig geld", "email": "geen"})
    assert (bad.status_code, "Te weinig geld" in bad.content.decode()) == (422, True)
    good = {"name": "Piet de Vries", "grounds": "Te weinig geld", "email": PERSON.email, "address": "Dijk 1"}
    answer = client.post(address, good)
    assert "U krijgt uiterlijk" in answer.content.decode()
    twice = client.post(address, good)
    assert (twice.status_code, "al ontvangen" in twice.content.decode()) == (422, True)
    assert client.get(reverse("objections:by_link", args=["onzin"])).status_code == 410

    finance = person_with("finance")
    client.force_login(finance)
    note = reverse("objections:note", args=[decision.number])
    assert client.post(note, good | {"name": "Anna", "received_on": "2999-01-01"}).status_code == 422
    client.post(note, good | {"name": "Anna", "received_on": TODAY, "posted_on": "", "with_committee": "on"})
    noted = Objection.objects.get(name="Anna")
    assert (noted.noted_by, noted.with_committee) == (finance, True)
    page = client.get(decision.get_absolute_url()).content.decode()
    assert len(re.findall(r"/werk/bezwaren/\w+\"", page)) == 2
    for number in (2, 30):
        for each in range(number - Objection.objects.count()):
            object_to(decision, name=f"Buur {each}")
        with django_assert_num_queries(7):
            client.get(reverse("objections:index"))
    assert client.get(noted.get_absolute_url()).status_code == 200
    for who in (PersonFactory(), person_with("board_member", area)):
        client.force_login(who)
        assert client.get(noted.get_absolute_url()).status_code in {403, 404}


@pytest.mark.django_db
def test_who_a_decision_is_for_objects_from_its_page_and_others_do_not(client, scene):
    area, decision, _decider = scene
    mine = PersonFactory(email=PERSON.email)
    for person, expected in ((mine, 200), (person_with("finance"), 403)):
        client.force_login(person)
        assert client.get(reverse("objections:object", args=[decision.number])).status_code == expected
    client.force_login(mine)
    assert "Bezwaar maken" in client.get(decision.get_absolute_url()).content.decode()
    assert area.name == "Noord"
