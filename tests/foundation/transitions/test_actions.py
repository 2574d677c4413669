import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.factories.people import PersonFactory
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.models import StateField, life_cycle_of
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused


def state_of(note) -> str:
    return type(note).objects.values_list("state", flat=True).get(pk=note.pk)


def test_perform_sets_the_state(note, person):
    assert perform(note, "submit", by=person).state == "ready"
    assert (note.state, state_of(note)) == ("ready", "ready")


def test_perform_looks_at_what_is_in_the_database_now(note, person):
    type(note).objects.filter(pk=note.pk).update(text="")
    assert note.text == "Dag"
    with pytest.raises(TransitionRefused, match="Schrijf eerst een tekst"):
        perform(note, "submit", by=person)
    type(note).objects.filter(pk=note.pk).update(state="published")
    with pytest.raises(TransitionRefused, match="“Klaarmelden” kan niet, want dit is nu “gepubliceerd”"):
        perform(note, "submit", by=person)


def test_perform_refuses_who_may_not(note, person):
    with pytest.raises(PermissionDenied):
        perform(note, "submit", by=PersonFactory())
    perform(note, "submit", by=person)
    with pytest.raises(PermissionDenied):
        perform(note, "publish", by=person)
    assert state_of(note) == "ready"


def test_the_portal_itself_needs_no_permission(note, person):
    perform(note, "submit", by=None)
    assert perform(note, "publish", by=None).state == "published"


@pytest.mark.parametrize("reason", ["", "   "])
def test_perform_asks_for_the_reason(note, person, reason):
    perform(note, "submit", by=person)
    with pytest.raises(TransitionRefused, match="Schrijf erbij waarom"):
        perform(note, "withdraw", by=person, reason=reason)
    assert perform(note, "withdraw", by=person, reason="Foutje").state == "draft"


def test_what_follows_fails_together_with_the_step(note, person):
    def follow(record):
        record.text = "gevolgd"
        record.save()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        perform(note, "submit", by=person, then=follow)
    note.refresh_from_db()
    assert (note.state, note.text) == ("draft", "Dag")


def test_available_gives_the_buttons_of_this_person(note, person):
    assert [step.transition.name for step in available(note, person)] == ["submit"]
    assert available(note, PersonFactory()) == []
    note.text = ""
    assert available(note, person)[0].lacking == ["Schrijf eerst een tekst."]


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_takes_the_step(note, person):
    outcomes, start = [], threading.Barrier(2)

    def step():
        start.wait()
        try:
            perform(note, "submit", by=person)
            outcomes.append("done")
        except TransitionRefused:
            outcomes.append("refused")
        connection.close()

    threads = [threading.Thread(target=step) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]


def test_a_state_field_knows_its_life_cycle_and_migrates_without_it(note):
    assert life_cycle_of(note).initial == "draft"
    assert not type(note)._meta.get_field("state").editable
    _name, path, _args, options = type(note)._meta.get_field("state").deconstruct()
    assert StateField(**options).life_cycle is None
    assert path.endswith("StateField")
    with pytest.raises(LookupError):
        life_cycle_of(PersonFactory())
