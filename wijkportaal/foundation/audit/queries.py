from dataclasses import dataclass
from datetime import datetime

import pghistory.models
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
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
    """Return the newest `limit` lines of the history of an object, newest first; costs two queries."""
    events = list(pghistory.models.Events.objects.tracks(obj).order_by("-pgh_created_at", "-pgh_id")[:limit])
    contexts = [event.pgh_context or {} for event in events]
    people = get_user_model().objects.in_bulk({c["by"] for c in contexts if c.get("by")})
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
                Change(_label(obj, name), _shown(old), _shown(new))
                for name, (old, new) in (event.pgh_diff or {}).items()
            ],
        )
        for event, context in zip(events, contexts, strict=True)
    ]


def _label(obj: Model, name: str) -> str:
    try:
        return str(obj._meta.get_field(name.removesuffix("_id")).verbose_name)
    except FieldDoesNotExist:
        return name


def _shown(value) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return str(_("ja")) if value else str(_("nee"))
    return str(value)
