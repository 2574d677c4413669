import pghistory
import pgtrigger
import pytest
from django.db import connection, transaction
from pghistory.models import Context
from pgtrigger import Before, Delete, Protect, Update, registry
from pgtrigger.core import Trigger

from tests.factories.people import PersonFactory
from wijkportaal.foundation.audit.triggers import KnownTriggers
from wijkportaal.foundation.people.models import Person


def test_the_registry_knows_what_the_one_of_the_package_would_list():
    known = registry._registry
    assert isinstance(known, KnownTriggers)
    assert len(known) > 500
    assert known.by_db_table == {(m._meta.db_table, t.name): t for m, t in known.values()}
    assert known.pg_function_names == {t.get_pgid(m) for m, t in known.values()}


def test_a_name_is_taken_once_and_free_again_when_its_trigger_goes():
    first, other = (
        Protect(name="stays_as_it_is", operation=Update),
        Protect(name="stays_as_it_is", operation=Delete),
    )
    first.register(Person)
    try:
        first.register(Person)
        with pytest.raises(KeyError, match="already"):
            other.register(Person)
    finally:
        first.unregister(Person)
    other.register(Person)
    other.unregister(Person)
    assert ("people_person", "stays_as_it_is") not in registry._registry.by_db_table


def test_two_triggers_do_not_share_a_function():
    class Same(Trigger):
        def get_pgid(self, model):
            return "pgtrigger_same"

    first, second = (
        Same(name=name, operation=Update, when=Before, func="RETURN NEW;") for name in ("one", "two")
    )
    first.register(Person)
    try:
        with pytest.raises(KeyError, match="function name"):
            second.register(Person)
    finally:
        first.unregister(Person)


def context_of(event) -> dict:
    return Context.objects.get(pk=event.pgh_context_id).metadata


@pytest.mark.django_db
def test_the_functions_of_the_triggers_catch_no_errors():
    """Each catch is a transaction within the transaction, and makes writing many rows slower row after row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc"
            " WHERE proname IN ('_pgtrigger_should_ignore', '_pgh_attach_context')"
            " OR proname LIKE 'pgtrigger%'"
        )
        found = dict(cursor.fetchall())
    assert len(found) > 800
    assert [name for name, source in found.items() if "EXCEPTION WHEN" in source] == []


@pytest.mark.django_db
def test_what_is_said_of_a_change_goes_with_its_rows_and_may_be_added_to():
    person = PersonFactory()
    with pghistory.context(action="een"):
        person.full_name = "Een"
        person.save()
        first = Person.pgh_event_model.objects.latest("pgh_id")
        assert context_of(first)["action"] == "een"
        with pghistory.context(reason="daarom"):
            person.full_name = "Twee"
            person.save()
    second = Person.pgh_event_model.objects.latest("pgh_id")
    assert second.full_name == "Twee"
    assert second.pgh_context_id == first.pgh_context_id
    assert context_of(first) == context_of(second) == {"action": "een", "reason": "daarom"}


@pytest.mark.django_db
def test_a_context_that_was_rolled_back_is_written_again():
    person = PersonFactory()
    with pghistory.context(action="een"):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            person.full_name = "Teruggedraaid"
            person.save()
            raise ZeroDivisionError
        person.full_name = "Gebleven"
        person.save()
    event = Person.pgh_event_model.objects.latest("pgh_id")
    assert event.full_name == "Gebleven"
    assert context_of(event)["action"] == "een"


@pytest.mark.django_db
def test_a_trigger_can_still_be_left_out():
    person = PersonFactory()
    before = Person.pgh_event_model.objects.count()
    with pgtrigger.ignore("people.Person:changed_update"):
        Person.objects.filter(pk=person.pk).update(full_name="Ongezien")
    assert Person.pgh_event_model.objects.count() == before
    Person.objects.filter(pk=person.pk).update(full_name="Gezien")
    assert Person.pgh_event_model.objects.count() == before + 1
