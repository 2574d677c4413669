"""Documents that are made from the code, so that they cannot say otherwise."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import rules
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string

from wijkportaal.environment import REQUIRED, SETTINGS
from wijkportaal.foundation.transitions.models import life_cycle_of
from wijkportaal.foundation.transitions.states import LifeCycle

MADE = "<!-- Made by `manage.py write_docs`. Do not edit. -->"


_ELSEWHERE: dict[str, str] = {}


def written_elsewhere(path: str, maker: str) -> None:
    """Let a room above write a document of its own: `path` from the root of the repository, and which function makes it."""
    _ELSEWHERE[path] = maker


def documents() -> dict[Path, str]:
    """Return every generated document, by where it stands."""
    folder = Path(settings.BASE_DIR) / "docs"
    return {
        folder / "settings.md": settings_document(),
        folder / "permissions.md": permissions_document(),
        folder / "life-cycles.md": life_cycles_document(),
        **{Path(settings.BASE_DIR) / path: import_string(maker)() for path, maker in _ELSEWHERE.items()},
    }


def settings_document() -> str:
    rows = [
        (
            f"`{each.name}`",
            _default(each),
            _cell(each.help) + (" **Secret.**" if each.secret else ""),
        )
        for each in SETTINGS.values()
    ]
    return _document(
        "Settings",
        "What an installation can choose, as variables of the environment. A name with `_FILE` behind it "
        "names a file with the value, for Docker secrets. Declared in `wijkportaal/environment.py`.",
        _table(("name", "default", "what it is for"), rows),
    )


def _default(each) -> str:
    if each.default is REQUIRED:
        return "required"
    if isinstance(each.default, bool):
        return "`1`" if each.default else "`0`"
    value = ",".join(each.default) if isinstance(each.default, list) else str(each.default)
    return f"`{value}`" if value else "empty"


def permissions_document() -> str:
    parts = []
    guarded = _doors_by_permission()
    for room in sorted({name.partition(".")[0] for name in rules.permissions.permissions}):
        rows = []
        for name, rule in sorted(rules.permissions.permissions.items()):
            if name.startswith(f"{room}."):
                doors = ", ".join(f"`{door}`" for door in sorted(guarded.get(name, ()))) or "–"
                rows.append((f"`{name}`", _cell(_sentence(rule)), doors))
        parts += [f"## {room}", _table(("permission", "who", "guards"), rows)]
    return _document(
        "Permissions",
        "Each permission, the rule that gives it (`&` and, `|` or, `~` not) and the pages that ask for it. "
        "`tests/architecture/access.csv` has what every page answers to every role.",
        *parts,
    )


def _sentence(predicate) -> str:
    return str(predicate.name).replace("_", " ")


def _doors_by_permission() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, view in _views(get_resolver(), ""):
        if permission := getattr(view, "permission", ""):
            found.setdefault(permission, set()).add(name)
    return found


def _views(resolver, space: str) -> Iterator[tuple[str, object]]:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield space + (pattern.name or ""), pattern.callback


def life_cycles_document() -> str:
    parts = []
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if not model.__module__.startswith(tuple(room.partition(".")[0] for room in settings.ROOMS)):
            continue
        try:
            cycle = life_cycle_of(model)
        except LookupError:
            continue
        if model._meta.app_label and hasattr(model, "pgh_tracked_model"):
            continue
        noun = (inspect.getdoc(model) or "").partition(":")[0]
        parts += [f"## {noun} (`{model._meta.label}`)", _diagram(cycle), _transitions(cycle)]
    return _document(
        "Life cycles",
        "The states of each kind of record and the steps between them, as `states.py` of each room has them.",
        *parts,
    )


def _diagram(cycle: LifeCycle) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{label}" as {key}' for key, label in cycle.states.items()]
    lines.append(f"    [*] --> {cycle.initial}")
    for step in cycle.transitions:
        lines += [f"    {source} --> {step.target}: {step.label}" for source in step.source]
    return "\n".join([*lines, "```"])


def _transitions(cycle: LifeCycle) -> str:
    rows = [
        (
            f"{step.label} (`{step.name}`)",
            " or ".join(str(cycle.states[source]) for source in step.source),
            str(cycle.states[step.target]),
            f"`{step.permission}`",
            ", ".join(f"`{getattr(guard, '__name__', guard)}`" for guard in step.guards) or "–",
            "yes" if step.needs_reason else "no",
        )
        for step in cycle.transitions
    ]
    return _table(("step", "from", "to", "permission", "guards", "asks for a reason"), rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _name in header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _document(title: str, about: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", MADE, about, *parts]) + "\n"
