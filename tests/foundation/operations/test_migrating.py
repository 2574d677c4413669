"""The database that the quick command made (this one) is what the models say."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import TextField
from pgtrigger.migrations import AddTrigger
from pgtrigger.registry import registered

from wijkportaal.foundation.operations.migrating import only_what_changes

pytestmark = pytest.mark.django_db


def test_every_table_has_the_columns_of_its_model():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        )
        found = {}
        for table, column in cursor.fetchall():
            found.setdefault(table, set()).add(column)
    wanted = {
        model._meta.db_table: {field.column for field in model._meta.local_concrete_fields}
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    assert {table: found.get(table) for table in wanted} == wanted


def test_every_constraint_and_foreign_key_is_there():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"
        )
        found = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT COUNT(*) FROM pg_constraint WHERE contype = 'f'")
        (foreign_keys,) = cursor.fetchone()
    wanted = {
        each.name
        for model in apps.get_models()
        for each in (*model._meta.constraints, *model._meta.indexes)
        if model._meta.managed
    }
    assert wanted - found == set()
    assert foreign_keys == sum(
        field.remote_field is not None and field.db_constraint and field.many_to_many is not True
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
    )


def test_every_trigger_is_installed_as_it_is_written():
    states = {
        f"{model._meta.label}:{trigger.name}": trigger.get_installation_status(model)
        for model, trigger in registered()
    }
    assert len(states) > 100
    assert {name for name, status in states.items() if status[0] != "INSTALLED"} == set()


def test_django_is_left_as_it_was():
    def steps() -> tuple:
        return (
            ProjectState.add_model,
            ProjectState._find_reload_model,
            AddTrigger.state_forwards,
            ModelState.clone,
            apps.get_swappable_settings_name,
        )

    before = steps()
    with only_what_changes():
        assert not set(steps()) & set(before)
        assert apps.get_swappable_settings_name("auth.User") == before[-1]("auth.User") == "AUTH_USER_MODEL"
    assert steps() == before


def test_a_copy_of_a_model_is_a_model_of_its_own():
    first = ModelState("areas", "Area", [("name", TextField())], {"ordering": ["name"]})
    with only_what_changes():
        second = first.clone()
    assert second == first.clone()
    assert (second.options, first.name_lower) == (first.options, "area")
    second.name = "Wijk"
    second.fields["code"] = second.options["verbose_name"] = TextField()
    assert (second.name_lower, list(first.fields), list(first.options)) == (
        "wijk",
        ["name"],
        ["ordering", "indexes", "constraints"],
    )
