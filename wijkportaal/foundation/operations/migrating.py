"""Make a fresh database in seconds instead of a minute.

After each operation of a migration Django builds the classes of all related models anew. Here nearly every model
is related to every other (all point to a person or an area), so the cost grows with the square of their number:
with 37 models nine tenths of the time. Creating or taking away a table, a column, an index or a constraint, and changing
a column that no other table points at, needs the class of that one model alone, and a trigger none; what else needs whole
classes (data migrations, changed keys) still gets them, because the state says that they are stale (`is_delayed`), which
is Django's own word for it.

Before each operation Django also copies what it knows of all models, and checks every field of every copy again; here a
model is copied when somebody asks for it by name, who may change it. And it forgets which models stand in for others
whenever a class is built. Together that was half of what was left.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial, wraps

from django.apps.registry import Apps, apps
from django.db.migrations.state import AppConfigStub, ModelState, ProjectState, StateApps
from django.db.migrations.utils import field_is_referenced
from django.db.models import Field
from pgtrigger.migrations import AddTrigger, RemoveTrigger

OF_ONE_MODEL = (
    "add_model",
    "add_field",
    "remove_field",
    "add_index",
    "remove_index",
    "add_constraint",
    "remove_constraint",
    "alter_model_options",
)
_find_all_related = ProjectState._find_reload_model


def _find_what_to_reload(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set:
    if not getattr(state, "_concerns_one", False):
        return _find_all_related(state, app_label, model_name, delay)
    state.is_delayed = True
    return {(app_label, model_name)}


def _of_one(method: Callable, is_so: Callable[..., bool] = lambda *args, **kwargs: True) -> Callable:
    """Wrap a step that concerns one model only, where `is_so`."""

    @wraps(method)
    def wrapped(state, *args, **kwargs):
        state._concerns_one = is_so(state, *args, **kwargs)
        try:
            return method(state, *args, **kwargs)
        finally:
            state._concerns_one = False

    return wrapped


def _nobody_points_at(
    state: ProjectState, app_label: str, model_name: str, name: str, field: Field, *_more
) -> bool:
    return not field_is_referenced(state, (app_label, model_name), (name, field))


def _of_none(method: Callable) -> Callable:
    """Wrap a step that concerns no class at all: nothing is built for it."""

    @wraps(method)
    def wrapped(operation, app_label, state):
        built = state.__dict__.pop("apps", None)
        try:
            method(operation, app_label, state)
        finally:
            if built is not None:
                state.apps, state.is_delayed = built, True

    return wrapped


class _Shared(dict):
    """The models of two states; one that is asked for by name becomes one's own, because who asks may change it."""

    def __init__(self, models: dict) -> None:
        super().__init__(models)
        self.own: set = set()

    def __getitem__(self, key) -> ModelState:
        if key not in self.own:
            self[key] = _copied(super().__getitem__(key))
        return super().__getitem__(key)

    def __setitem__(self, key, state: ModelState) -> None:
        self.own.add(key)
        super().__setitem__(key, state)


def _twin(state: ProjectState) -> ProjectState:
    """Return a copy, as `ProjectState.clone` does."""
    twin = ProjectState(_Shared(state.models), state.real_apps)
    state.models = _Shared(state.models)
    if "apps" in state.__dict__:
        twin.apps = state.apps.clone()
    twin.is_delayed = state.is_delayed
    return twin


def _twin_of_classes(classes: StateApps) -> StateApps:
    """Return a copy, as `StateApps.clone` does, which looks at every class by itself."""
    twin = StateApps([], {})
    twin.all_models = defaultdict(dict, {label: dict(models) for label, models in classes.all_models.items()})
    for label in classes.app_configs:
        twin.app_configs[label] = stub = AppConfigStub(label)
        stub.apps, stub.models = twin, twin.all_models[label]
    twin.real_models = classes.real_models
    return twin


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
    """Within this, a step that concerns one model builds the class of that model and no other."""
    changed = {
        (ProjectState, "_find_reload_model"): _find_what_to_reload,
        (ProjectState, "clone"): _twin,
        (StateApps, "clone"): _twin_of_classes,
        # Its own memory is one for all registries, and each class that is built for a migration empties it.
        (apps, "get_swappable_settings_name"): cache(
            partial(Apps.get_swappable_settings_name.__wrapped__, apps)
        ),
    }
    for operation in (AddTrigger, RemoveTrigger):
        changed[operation, "state_forwards"] = _of_none(operation.state_forwards)
    changed[ProjectState, "alter_field"] = _of_one(ProjectState.alter_field, _nobody_points_at)
    for name in OF_ONE_MODEL:
        changed[ProjectState, name] = _of_one(getattr(ProjectState, name))
    before = {(owner, name): getattr(owner, name) for owner, name in changed}
    for (owner, name), method in changed.items():
        setattr(owner, name, method)
    try:
        yield
    finally:
        for (owner, name), method in before.items():
            setattr(owner, name, method)
