"""Make a fresh database in seconds instead of a minute.

After each operation of a migration Django builds the classes of all related models anew. Here nearly every model
is related to every other (all point to a person or an area), so the cost grows with the square of their number:
with 37 models nine tenths of the time. Creating a table, a column, an index, a constraint or a trigger, and taking a
trigger away, needs the class of that one model alone; what else needs whole classes (data migrations, changed columns)
still gets them, because the state says that they are stale (`is_delayed`), which is Django's own word for it.

Before each operation Django also copies what it knows of all models, and checks every field of every copy again; and it
forgets which models stand in for others whenever a class is built. Together that was half of what was left.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial, wraps

from django.apps.registry import Apps, apps
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

_find_all_related = ProjectState._find_reload_model


def _find_what_to_reload(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set:
    if not getattr(state, "_adds_only", False):
        return _find_all_related(state, app_label, model_name, delay)
    state.is_delayed = True
    return {(app_label, model_name)}


def _adding(method: Callable, state_of: Callable) -> Callable:
    """Wrap a step that concerns one model only."""

    @wraps(method)
    def wrapped(*args, **kwargs):
        state = state_of(args)
        state._adds_only = True
        try:
            return method(*args, **kwargs)
        finally:
            state._adds_only = False

    return wrapped


def _copied(state: ModelState) -> ModelState:
    """Return a copy, as `ModelState.clone` does; what was checked when the first was made is right."""
    twin = object.__new__(type(state))
    twin.__dict__ |= state.__dict__
    # What Django may change of a copy, and what follows from the name.
    twin.fields, twin.options, twin.managers = dict(state.fields), dict(state.options), list(state.managers)
    twin.__dict__.pop("name_lower", None)
    return twin


@contextmanager
def only_what_changes() -> Iterator[None]:
    """Within this, operations that only add build the class of their own model and no other."""
    changed = {
        (ProjectState, "_find_reload_model"): _find_what_to_reload,
        (ModelState, "clone"): _copied,
        # Its own memory is one for all registries, and each class that is built for a migration empties it.
        (apps, "get_swappable_settings_name"): cache(
            partial(Apps.get_swappable_settings_name.__wrapped__, apps)
        ),
    }
    for operation in (AddTrigger, RemoveTrigger):
        changed[operation, "state_forwards"] = _adding(operation.state_forwards, lambda args: args[2])
    for name in ("add_model", "add_field", "add_index", "add_constraint", "alter_model_options"):
        changed[ProjectState, name] = _adding(getattr(ProjectState, name), lambda args: args[0])
    before = {(owner, name): getattr(owner, name) for owner, name in changed}
    for (owner, name), method in changed.items():
        setattr(owner, name, method)
    try:
        yield
    finally:
        for (owner, name), method in before.items():
            setattr(owner, name, method)
