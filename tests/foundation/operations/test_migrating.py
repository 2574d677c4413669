"""The database that the quick command made (this one) is what the models say."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.models import CASCADE, AutoField, BigAutoField, ForeignKey, TextField
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
            ProjectState.clone,
            ProjectState.alter_field,
            StateApps.clone,
            apps.get_swappable_settings_name,
        )

    before = steps()
    with only_what_changes():
        assert not set(steps()) & set(before)
        assert apps.get_swappable_settings_name("auth.User") == before[-1]("auth.User") == "AUTH_USER_MODEL"
    assert steps() == before


def test_a_copy_of_a_state_is_one_of_its_own():
    area = ModelState("areas", "Area", [("name", TextField())], {"ordering": ["name"]})
    first = ProjectState({("areas", "area"): area})
    with only_what_changes():
        second = first.clone()
        assert second == first
        second.add_field("areas", "area", "code", TextField(), True)
        second.alter_model_options("areas", "area", {"verbose_name": "wijk"})
        first.add_field("areas", "area", "border", TextField(), True)
        third = second.clone()
        third.rename_model("areas", "Area", "Wijk")
        third.remove_field("areas", "wijk", "name")
    assert list(area.fields) == ["name"]
    assert list(first.models["areas", "area"].fields) == ["name", "border"]
    assert list(second.models["areas", "area"].fields) == ["name", "code"]
    assert "verbose_name" not in first.models["areas", "area"].options
    assert {key: list(model.fields) for key, model in third.models.items()} == {("areas", "wijk"): ["code"]}


def test_a_key_that_others_point_at_is_changed_in_their_classes_too():
    state = ProjectState()
    with only_what_changes():
        for name, fields in (
            ("Area", [("id", AutoField(primary_key=True)), ("name", TextField())]),
            ("Role", [("id", AutoField(primary_key=True)), ("area", ForeignKey("areas.Area", CASCADE))]),
        ):
            state.add_model(ModelState("areas", name, fields))
        role = state.apps.get_model("areas", "Role")
        state.alter_field("areas", "area", "name", TextField(blank=True), True)
        assert state.apps.get_model("areas", "Area")._meta.get_field("name").blank
        assert state.apps.get_model("areas", "Role") is role
        state.alter_field("areas", "area", "id", BigAutoField(primary_key=True), True)
        assert state.apps.get_model("areas", "Role") is not role
