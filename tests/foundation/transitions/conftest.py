import pytest
import rules
from django.db import connection, models

from tests.factories.people import PersonFactory
from wijkportaal.foundation.transitions.models import StateField
from wijkportaal.foundation.transitions.states import LifeCycle, Transition


def has_text(record) -> str | None:
    return None if record.text else "Schrijf eerst een tekst."


PERMISSION = "proef.may_step"
LIFE_CYCLE = LifeCycle(
    states={"draft": "concept", "ready": "klaar", "published": "gepubliceerd"},
    initial="draft",
    transitions=(
        Transition("submit", ("draft",), "ready", PERMISSION, "Klaarmelden", guards=(has_text,)),
        Transition("publish", ("ready",), "published", "proef.may_publish", "Publiceren"),
        Transition("withdraw", ("ready", "published"), "draft", PERMISSION, "Intrekken", needs_reason=True),
    ),
)


class Note(models.Model):
    """A record with a life cycle, for these tests only."""

    text = models.CharField(max_length=20, blank=True)
    state = StateField(LIFE_CYCLE)

    class Meta:
        app_label = "proef"


@pytest.fixture(scope="session")
def note_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if Note._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.create_model(Note)
    yield
    # It goes when the session ends; a test that was the last before it may have cut off every connection.
    with django_db_blocker.unblock():
        connection.close()
        with connection.schema_editor() as editor:
            editor.delete_model(Note)


@pytest.fixture
def note(note_table, db) -> Note:
    return Note.objects.create(text="Dag")


@pytest.fixture
def person(db):
    """Someone who may submit and withdraw, but not publish."""
    somebody = PersonFactory()
    rules.add_perm(PERMISSION, rules.predicate(lambda user, _record: user == somebody))
    rules.add_perm("proef.may_publish", rules.always_false)
    yield somebody
    rules.remove_perm(PERMISSION)
    rules.remove_perm("proef.may_publish")
