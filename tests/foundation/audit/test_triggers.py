import pytest
from pgtrigger import Before, Delete, Protect, Update, registry
from pgtrigger.core import Trigger

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
