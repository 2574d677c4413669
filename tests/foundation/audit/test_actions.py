from datetime import date

import pghistory
import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories.people import PersonFactory
from tests.factories.roles import RoleAssignmentFactory
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.audit.actions import erase_from_history, recorded
from wijkportaal.foundation.audit.queries import history_of
from wijkportaal.foundation.people.models import Person

pytestmark = pytest.mark.django_db


def lines(person) -> list[tuple]:
    return [
        (line.label, line.by, line.action, line.reason, [(c.field, c.old, c.new) for c in line.changes])
        for line in history_of(person)
    ]


def test_history_says_who_what_and_why():
    manager = PersonFactory(full_name="Anna Beheer")
    with recorded(by=None, action="people.add_person"):
        person = PersonFactory(full_name="Piet", phone="")
    with recorded(by=manager, action="people.rename", reason="Getrouwd"):
        person.full_name = "Piet de Vries"
        person.save()
    newest, *_others, oldest = lines(person)
    assert newest == (
        "Gewijzigd",
        "Anna Beheer",
        "people.rename",
        "Getrouwd",
        [("naam", "Piet", "Piet de Vries")],
    )
    assert oldest[:3] == ("Gemaakt", "het portaal zelf", "people.add_person")


def test_raw_sql_does_not_escape():
    person = PersonFactory(full_name="Piet")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET full_name = 'Gekaapt' WHERE id = %s", [person.pk])
    assert lines(person)[0] == ("Gewijzigd", "het portaal zelf", "", "", [("naam", "Piet", "Gekaapt")])


def test_a_bulk_update_does_not_escape():
    person = PersonFactory(full_name="Piet")
    Person.objects.filter(pk=person.pk).update(full_name="Klaas")
    assert lines(person)[0][4] == [("naam", "Piet", "Klaas")]


def test_a_change_of_only_secrets_writes_no_line():
    person = PersonFactory()
    before = len(lines(person))
    person.set_password("een heel lang wachtwoord")
    person.save()
    assert len(lines(person)) == before
    assert "password" not in {field.name for field in pghistory.models.Events._meta.get_fields()}


@pytest.mark.parametrize(
    "statement", ["UPDATE people_personevent SET full_name = 'x'", "DELETE FROM people_personevent"]
)
def test_history_cannot_be_rewritten(statement):
    PersonFactory()
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_write_that_fails_leaves_no_line():
    person = PersonFactory(full_name="Piet")
    before = lines(person)
    with pytest.raises(ZeroDivisionError), recorded(by=None, action="people.rename"):
        Person.objects.filter(pk=person.pk).update(full_name="Klaas")
        raise ZeroDivisionError
    assert lines(person) == before


def test_two_actions_in_one_request_keep_their_own_names():
    person = PersonFactory(full_name="Een")
    with pghistory.context(origin="198.51.100.7"):
        for name in ("Twee", "Drie"):
            with recorded(by=None, action=f"people.{name}"):
                Person.objects.filter(pk=person.pk).update(full_name=name)
    newest = history_of(person)[:2]
    assert [line.action for line in newest] == ["people.Drie", "people.Twee"]
    assert [line.origin for line in newest] == ["198.51.100.7"] * 2


def test_an_action_inside_another_is_part_of_it():
    person = PersonFactory(full_name="Een")
    manager = PersonFactory(full_name="Anna")
    with recorded(by=manager, action="areas.merge", reason="Herindeling"):
        with recorded(by=None, action="people.rename"):
            Person.objects.filter(pk=person.pk).update(full_name="Twee")
        Person.objects.filter(pk=person.pk).update(full_name="Drie")
    assert [line[1:4] for line in lines(person)[:2]] == [("Anna", "areas.merge", "Herindeling")] * 2


def test_the_history_of_what_is_deleted_stays(django_assert_num_queries):
    person = PersonFactory(full_name="Weg")
    pk = person.pk
    person.delete()
    gone = Person(pk=pk)
    assert lines(gone)[0][0] == "Verwijderd"


def test_erase_from_history_takes_the_person_out_and_leaves_the_events():
    somebody = PersonFactory(full_name="Piet de Vries", email="piet@voorbeeld.example", phone="0612345678")
    other = PersonFactory(full_name="Anna")
    Person.objects.filter(pk=somebody.pk).update(full_name="Piet Vries")
    with pghistory.context(origin="198.51.100.7"), recorded(by=somebody, action="people.rename"):
        Person.objects.filter(pk=other.pk).update(full_name="Anne")
    events = len(lines(somebody))
    erase_from_history(somebody, fields={"full_name": "", "email": "", "phone": ""}, by=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM people_personevent WHERE pgh_obj_id = %s AND full_name || email || phone <> ''",
            [somebody.pk],
        )
        assert cursor.fetchone() == (0,)
    assert len(lines(somebody)) == events
    done_by_them = history_of(other)[0]
    assert (done_by_them.action, done_by_them.origin) == ("people.rename", "")
    assert "Anna" in str(lines(other))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_personevent")


def test_history_costs_the_same_for_many_lines(django_assert_num_queries):
    person = PersonFactory()
    for number in range(30):
        Person.objects.filter(pk=person.pk).update(full_name=f"Naam {number}")
    with django_assert_num_queries(1):
        assert len(history_of(person)) == 31


def test_forget_person_leaves_what_they_did_without_their_name():
    from wijkportaal.foundation.mail.actions import send_letter
    from wijkportaal.foundation.mail.models import Letter
    from wijkportaal.foundation.people.actions import forget_person

    somebody = PersonFactory(full_name="Piet de Vries", email="piet@voorbeeld.example", phone="0612345678")
    send_letter(to="piet@voorbeeld.example", subject="Dag", body="Dag Piet")
    other = PersonFactory(full_name="Anna")
    with recorded(by=somebody, action="people.rename"):
        Person.objects.filter(pk=other.pk).update(full_name="Anne")
    forget_person(somebody, by=None)
    somebody.refresh_from_db()
    assert (str(somebody), somebody.is_active, somebody.phone) == ("iemand die is vertrokken", False, "")
    assert not somebody.emailaddress_set.exists()
    assert not Letter.objects.exists()
    assert history_of(other)[0].by == "iemand die is vertrokken"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(e::text, ' ') FROM people_personevent e WHERE pgh_obj_id = %s", [somebody.pk]
        )
        history = cursor.fetchone()[0]
    for part in ("Piet", "piet@", "0612345678"):
        assert part not in history


def test_what_changed_is_read_as_one_says_it(django_assert_num_queries):
    """Not as JSON has it: 2027-01-02, the number of another record, the key of a choice."""
    role = RoleAssignmentFactory(area__name="Noord", person__full_name="Anna")
    role.area, role.role, role.valid_until = AreaFactory(name="Zuid"), "alderman", date(2027, 1, 2)
    role.save()
    with django_assert_num_queries(2):
        newest = history_of(role)[0]
    assert {change.field: (change.old, change.new) for change in newest.changes} == {
        "gebied": ("Noord", "Zuid"),
        "rol": ("wijkmanager", "wijkwethouder"),
        "tot": ("–", "2 januari 2027"),
    }
