"""The database triggers that write the history, so kept that neither starting nor writing grows with a square.

pgtrigger (4.17) makes two lists of all triggers anew for each trigger that joins, to see that no name is used twice.
With nine hundred that takes more than a third of the time in which a process starts.

For each row that is written the triggers ask two functions of the database: whether they are to be left out, and which
context goes with the row. As pgtrigger and pghistory (3.9) write them, both catch the error of a setting that is not
there, and each catch is a transaction within the transaction, in which PostgreSQL goes through all foreign keys that are
still to be checked: writing fifteen thousand areas took longer the more had been written.
"""

from django.db import connections
from pgtrigger import registry

MUST_IGNORE = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS $$
    SELECT coalesce(
        trigger_name::text = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false
    )
$$ LANGUAGE sql STABLE
"""
# The context of a transaction is written once, and again when what is said of it has changed.
ATTACH_CONTEXT = """
CREATE OR REPLACE FUNCTION public._pgh_attach_context() RETURNS UUID AS $$
DECLARE
    context text := nullif(current_setting('pghistory.context_id', true), '');
    said text := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF context IS NULL OR said IS NULL THEN
        RETURN NULL;
    END IF;
    IF current_setting('wijkportaal.attached', true) IS DISTINCT FROM context || said THEN
        INSERT INTO public.pghistory_context AS kept (id, metadata, created_at, updated_at)
            VALUES (context::uuid, said::jsonb, now(), now())
            ON CONFLICT (id) DO UPDATE SET metadata = excluded.metadata, updated_at = excluded.updated_at
                WHERE kept.metadata != excluded.metadata;
        PERFORM set_config('wijkportaal.attached', context || said, true);
    END IF;
    RETURN context::uuid;
END;
$$ LANGUAGE plpgsql
"""


class KnownTriggers(registry._Registry):
    """The registry of pgtrigger, which knows the names that are taken without looking at every trigger."""

    def __init__(self) -> None:
        super().__init__()
        self.by_table: dict = {}
        self.functions: set[str] = set()

    @property
    def by_db_table(self) -> dict:
        return self.by_table

    @property
    def pg_function_names(self) -> set[str]:
        return self.functions

    def __setitem__(self, key, value) -> None:
        super().__setitem__(key, value)
        model, trigger = value
        self.by_table[model._meta.db_table, trigger.name] = trigger
        self.functions.add(trigger.get_pgid(model))

    def __delitem__(self, key) -> None:
        model, trigger = self[key]
        super().__delitem__(key)
        self.by_table.pop((model._meta.db_table, trigger.name), None)
        self.functions.discard(trigger.get_pgid(model))


def know_triggers() -> None:
    """Use it for all triggers from here on; to be called before the first model is read."""
    known = KnownTriggers()
    known.update(registry._registry)
    registry._registry = known


def write_functions(*, using: str, **_signal) -> None:
    """Put our functions in the place of those that the migrations of triggers wrote; to be called after migrating."""
    with connections[using].cursor() as cursor:
        for function in (MUST_IGNORE, ATTACH_CONTEXT):
            cursor.execute(function)
