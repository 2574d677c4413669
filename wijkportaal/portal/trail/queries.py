"""The trail of all rooms: what was done (a context of pghistory), and what rows that changed (its events)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from pghistory.models import Context

from areas.territory.models import Area
from participation.ideas.queries import places_of
from wijkportaal.foundation.audit.queries import LABELS
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.trail.models import TrailExport
from wijkportaal.portal.trail.wording import reading

PAGE_SIZE = 25
# By more people than this the trail is not narrowed: the name says too little.
MOST_PEOPLE = 50
# The column that names a thing in a line, the first that there is. No names of people.
TITLES = ("title", "name", "what", "subject", "number")


@dataclass(frozen=True)
class Sought:
    """What the trail is narrowed to; days as they are here, the last one included."""

    who: str = ""
    action: str = ""
    kind: str = ""
    area: Area | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Touched:
    """Rows of one table that one action changed in one way: how many, and which when it is one."""

    kind: str
    label: str
    number: int
    key: int
    title: str
    address: str


@dataclass(frozen=True)
class Act:
    """One thing that somebody did: when, who, its name in the code and as one says it, why, and what changed by it."""

    at: datetime
    who: str
    action: str
    reason: str
    reading: str
    touched: list[Touched] = field(default_factory=list)


@cache
def tracked_kinds() -> dict[str, type[Model]]:
    """Return the tables of which a history is kept, by their label; those that people know come by their name."""
    return {
        model._meta.label_lower: model for model in apps.get_models() if hasattr(model, "pgh_event_models")
    }


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of things that the trail can be narrowed to, by name."""
    kinds = [(label, capfirst(str(model._meta.verbose_name))) for label, model in tracked_kinds().items()]
    return sorted(kinds, key=lambda each: each[1].casefold())


def acts_sought(sought: Sought) -> QuerySet[Context]:
    """Return what was done, the last first."""
    acts = Context.objects.order_by("-created_at", "-pk")
    if sought.who:
        acts = acts.filter(metadata__by__in=_people_called(sought.who))
    if sought.action:
        acts = acts.filter(metadata__action__startswith=sought.action)
    if sought.since:
        acts = acts.filter(created_at__gte=_beginning(sought.since))
    if sought.until:
        acts = acts.filter(created_at__lt=_beginning(sought.until) + timedelta(days=1))
    # All that happens lies in the gemeente, also what knows no area.
    places = places_of(sought.area) if sought.area and not sought.area.is_root else None
    if sought.kind:
        model = tracked_kinds()[sought.kind]
        events = _events_of(model) if places is None else _in_places(model, places)
        return acts.filter(Exists(events.filter(pgh_context=OuterRef("pk"))))
    if places is not None:
        every = [_in_places(model, places) for model in tracked_kinds().values() if _has_area(model)]
        first, *rest = [events.order_by().values("pgh_context") for events in every]
        acts = acts.filter(pk__in=first.union(*rest))
    return acts


def shown(acts: Iterable[Context]) -> list[Act]:
    """Return acts as the page shows them, in the same order; two queries, whatever they changed."""
    found = list(acts)
    people = Person.objects.in_bulk({each.metadata["by"] for each in found if each.metadata.get("by")})
    touched: dict[str, list[Touched]] = {}
    for key, each in _touched_by([act.pk for act in found]):
        touched.setdefault(str(key), []).append(each)
    return [
        Act(
            at=act.created_at,
            who=_name(act.metadata.get("by"), people),
            action=str(act.metadata.get("action", "")),
            reason=str(act.metadata.get("reason", "")),
            reading=reading(str(act.metadata.get("action", ""))),
            touched=touched.get(str(act.pk), []),
        )
        for act in found
    ]


def exports_of(person) -> QuerySet[TrailExport]:
    """Return the files that somebody asked for, the last first, without what is in them."""
    return TrailExport.objects.filter(asked_by=person.pk).select_related("job").defer("data")


def _people_called(who: str) -> list[int]:
    called = Person.objects.filter(Q(full_name__icontains=who) | Q(email__iexact=who))
    return list(called.order_by("pk").values_list("pk", flat=True)[:MOST_PEOPLE])


def _name(key, people: dict[int, Person]) -> str:
    if not key:
        return _("het portaal zelf")
    return str(people.get(key) or _("iemand die is vertrokken"))


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _events_of(model: type[Model]) -> QuerySet:
    # What was made, changed and deleted are lines of one table.
    return next(iter(model.pgh_event_models.values())).objects.all()


def _has_area(model: type[Model]) -> bool:
    if model is Area:
        return True
    try:
        return model._meta.get_field("area").related_model is Area
    except FieldDoesNotExist:
        return False


def _in_places(model: type[Model], places: list[int]) -> QuerySet:
    """Return the history of what lies in some areas."""
    events = _events_of(model)
    if not _has_area(model):
        return events.none()
    return events.filter(pgh_obj__in=places) if model is Area else events.filter(area__in=places)


def _touched_by(acts: list) -> Iterator[tuple]:
    """Give what acts changed, rows of one table together: one query over all tables, each by its index."""
    if not acts:
        return
    with connection.cursor() as cursor:
        cursor.execute(_all_events(), {"acts": acts})
        for label, act, change, number, key, title, is_there in cursor.fetchall():
            model = tracked_kinds()[label]
            yield (
                act,
                Touched(
                    kind=str(model._meta.verbose_name),
                    label=str(LABELS.get(change, change)),
                    number=number,
                    key=key,
                    title=title or "",
                    address=reverse("audit:history", args=[label, key]) if number == 1 and is_there else "",
                ),
            )


@cache
def _all_events() -> str:
    """Return the statement that counts the rows that acts changed. Names of tables and columns are those of our models."""
    parts = []
    for label, model in tracked_kinds().items():
        events = _events_of(model).model
        title = next((name for name in TITLES if _is_text(events, name)), None)
        shown_title = f'min(left("{title}", 120))' if title else "''"
        parts.append(
            f"SELECT '{label}', pgh_context_id, pgh_label, count(*), min(pgh_obj_id), {shown_title},"  # noqa: S608
            f' EXISTS (SELECT FROM "{model._meta.db_table}" WHERE "{model._meta.pk.column}" = min(pgh_obj_id))'
            f' FROM "{events._meta.db_table}" WHERE pgh_context_id = ANY(%(acts)s) GROUP BY 2, 3'
        )
    return " UNION ALL ".join(parts)


def _is_text(model: type[Model], name: str) -> bool:
    try:
        return isinstance(model._meta.get_field(name), CharField)
    except FieldDoesNotExist:
        return False
