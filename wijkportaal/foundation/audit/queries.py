from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

import pghistory.models
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DateTimeField, Field, ForeignKey, Model
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

LABELS = {"created": _("Gemaakt"), "changed": _("Gewijzigd"), "deleted": _("Verwijderd")}


@dataclass(frozen=True)
class Change:
    """One field that changed: its label and the values before and after, as text."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryLine:
    """One line of an object's history: who did what, when, from where and why."""

    at: datetime
    label: str
    by: str
    action: str
    reason: str
    origin: str
    changes: list[Change]


def history_of(obj: Model, *, limit: int = 200) -> list[HistoryLine]:
    """Return the newest `limit` lines of the history of an object, newest first.

    Costs two queries, and one for each table to which a field that changed points.
    """
    events = list(pghistory.models.Events.objects.tracks(obj).order_by("-pgh_created_at", "-pgh_id")[:limit])
    contexts = [event.pgh_context or {} for event in events]
    people = get_user_model().objects.in_bulk({c["by"] for c in contexts if c.get("by")})
    diffs = [event.pgh_diff or {} for event in events]
    named = _named(obj, diffs)
    return [
        HistoryLine(
            at=event.pgh_created_at,
            label=str(LABELS.get(event.pgh_label, event.pgh_label)),
            by=str(
                people.get(context.get("by"))
                or (_("iemand die is vertrokken") if context.get("by") else _("het portaal zelf"))
            ),
            action=context.get("action", ""),
            reason=context.get("reason", ""),
            origin=context.get("origin", ""),
            changes=[
                Change(_label(obj, name), *(_shown(_field(obj, name), value, named) for value in values))
                for name, values in diff.items()
            ],
        )
        for event, context, diff in zip(events, contexts, diffs, strict=True)
    ]


def _field(obj: Model, name: str) -> Field | None:
    """Return the field of a change; None for one that the table had once."""
    try:
        return obj._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None


def _label(obj: Model, name: str) -> str:
    field = _field(obj, name)
    return str(field.verbose_name) if field else name


def _named(obj: Model, diffs: Iterable[dict]) -> dict[tuple[type[Model], object], str]:
    """Return what records are called to which fields pointed before or after a change."""
    wanted: dict[type[Model], set] = {}
    for diff in diffs:
        for name, values in diff.items():
            field = _field(obj, name)
            if isinstance(field, ForeignKey):
                wanted.setdefault(field.related_model, set()).update(filter(None, values))
    return {
        (model, key): str(record)
        for model, keys in wanted.items()
        for key, record in model._base_manager.in_bulk(keys).items()
    }


def _shown(field: Field | None, value, named: dict) -> str:
    """Return a value as one reads it; the history keeps it as JSON has it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return str(_("ja")) if value else str(_("nee"))
    if isinstance(field, ForeignKey):
        return named.get((field.related_model, value), str(value))
    if isinstance(field, DateTimeField) and (moment := parse_datetime(str(value))):
        return date_format(timezone.localtime(moment), "j F Y, H:i")
    if isinstance(field, DateField) and (day := parse_date(str(value))):
        return date_format(day, "j F Y")
    choices = dict(field.flatchoices) if field and field.choices else {}
    return ", ".join(_word(one, choices) for one in (value if isinstance(value, list) else [value]))


def _word(value, choices: dict) -> str:
    """Return one of the values of a field; what is kept as JSON may be anything, also what is no key."""
    if isinstance(value, dict) and "coordinates" in value:
        return str(_("een plek op de kaart"))
    return str(choices.get(value, value) if isinstance(value, Hashable) else value)
