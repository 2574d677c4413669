"""The list of database triggers that write the history, so kept that starting up does not grow with its square.

pgtrigger (4.17) makes two lists of all triggers anew for each trigger that joins, to see that no name is used twice.
With nine hundred that takes more than a third of the time in which a process starts.
"""

from pgtrigger import registry


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
