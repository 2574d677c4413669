"""How long it takes from a signal to a deed: per area, route or department, across what was merged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Min, Value, When
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from areas.territory.queries import belonging_to
from participation.signals.calculations import Spread, days_of, spread_of
from participation.signals.models import Signal
from participation.signals.registry import DECIDED, DONE, JUDGED, RECEIVED, Moment, moments, stretches
from participation.signals.states import DISCARDED, OPEN, ROUTES
from participation.signals.states import DONE as STATE_DONE

BY_AREA, BY_ROUTE, BY_ORGANISATION = "area", "route", "organisation"


@dataclass(frozen=True)
class Line:
    """One group: how long a stretch took in calendar and working days, and what is still open in it."""

    name: str
    days: Spread
    workdays: Spread
    waiting: int
    longest: int | None


@dataclass(frozen=True)
class Fact:
    """A signal with all its moments, grouped under a name."""

    name: str
    days: dict[str, date]
    is_open: bool


def years_with_signals() -> list[int]:
    """Return the years of which there are signals, newest first; always this year."""
    this_year = timezone.localdate().year
    first = Signal.objects.aggregate(first=Min("received_at"))["first"]
    begin = timezone.localdate(first).year if first else this_year
    return list(range(this_year, min(begin, this_year) - 1, -1))


def facts_of(year: int, by: str, *, area: Area | None = None) -> list[Fact]:
    """Return every signal that came in during a year with its moments; one query, and what rooms above ask.

    With an area only those that belong to it. What was merged counts from the day that its own sender handed it in, and is decided and done with what it goes on
    with: the sender waited that long.
    """
    group = {
        BY_AREA: F("area__name"),
        BY_ROUTE: Coalesce("lead__route", "route"),
        BY_ORGANISATION: Coalesce("lead__organisation__name", "organisation__name", Value("")),
    }[by]
    signals = Signal.objects.filter(area__in=belonging_to(area)) if area else Signal.objects.all()
    rows = (
        signals.annotate(year=ExtractYear("received_at"), group=group)
        .filter(year=year)
        .exclude(state=DISCARDED, lead=None)
        .annotate(
            head=Coalesce("lead_id", "id"),
            judged=Coalesce("lead__triaged_on", "triaged_on"),
            decided=Coalesce("lead__decided_on", "decided_on"),
            stands=Case(When(lead=None, then=F("state")), default=F("lead__state")),
            closed=Case(When(lead=None, then=F("closed_on")), default=F("lead__closed_on")),
        )
        .order_by()
        .values_list("head", "group", "received_at", "judged", "decided", "stands", "closed")
    )
    found = list(rows)
    added = {each.name: each.find({row[0] for row in found}) for each in moments() if each.find}
    return [_fact(row, added, by) for row in found]


def _fact(row: tuple, added: dict[str, dict[int, date]], by: str) -> Fact:
    head, group, received, judged, decided, state, closed = row
    days = {
        RECEIVED: timezone.localdate(received),
        JUDGED: judged,
        DECIDED: decided,
        DONE: closed if state == STATE_DONE else None,
    } | {name: known[head] for name, known in added.items() if head in known}
    return Fact(_name(group, by), {name: day for name, day in days.items() if day}, state in OPEN)


def _name(group: str, by: str) -> str:
    if by == BY_ROUTE:
        way = ROUTES.get(group)
        return f"{way.number} {way.label}" if way else _("nog geen route")
    return group or _("geen afdeling of partner")


def lines_of(facts: Iterable[Fact], begin: Moment, end: Moment) -> list[Line]:
    """Return how long a stretch took for each group, by name, after that of all together."""
    today = timezone.localdate()
    groups: dict[str, list[Fact]] = {}
    everything = list(facts)
    for fact in everything:
        groups.setdefault(fact.name, []).append(fact)
    named = sorted(groups.items())
    return [_line(name, group, begin, end, today) for name, group in [(_("Alles samen"), everything), *named]]


def _line(name: str, facts: list[Fact], begin: Moment, end: Moment, today: date) -> Line:
    took = [days_of(fact.days.get(begin.name), fact.days.get(end.name)) for fact in facts]
    known = [pair for pair in took if pair]
    waiting = [
        (today - fact.days[begin.name]).days
        for fact in facts
        if fact.is_open and begin.name in fact.days and end.name not in fact.days
    ]
    return Line(
        name,
        spread_of(pair[0] for pair in known),
        spread_of(pair[1] for pair in known),
        len(waiting),
        max(waiting, default=None),
    )


def stretch_called(name: str) -> tuple[Moment, Moment]:
    """Return a stretch by its name (`received-done`); the whole way for a name that is none."""
    named = {name_of(pair): pair for pair in stretches()}
    return named.get(name, (stretches()[0][0], moments()[-1]))


def name_of(stretch: tuple[Moment, Moment]) -> str:
    """Return the name of a stretch for an address."""
    return f"{stretch[0].name}-{stretch[1].name}"


def lead_times(years: Iterable[int]) -> list[tuple[int, int, str, int]]:
    """Return of every signal that is done: area, year in which it came in, route, and days that it took; one query."""
    rows = (
        Signal.objects.annotate(
            year=ExtractYear("received_at"),
            way=Coalesce("lead__route", "route"),
            stands=Coalesce("lead__state", "state"),
            closed=Coalesce("lead__closed_on", "closed_on"),
        )
        .filter(year__in=list(years), stands=STATE_DONE, closed__isnull=False)
        .order_by()
        .values_list("area", "year", "way", "received_at", "closed")
    )
    return [
        (area, year, way, days_of(timezone.localdate(received), closed)[0])
        for area, year, way, received, closed in rows
    ]


def open_spells() -> list[tuple[int, date, date | None]]:
    """Return of every signal that stands for itself: area, and from which day until which it was open; one query."""
    rows = Signal.objects.filter(lead=None).exclude(state=DISCARDED).order_by()
    return [
        (area, timezone.localdate(received), None if state in OPEN else closed)
        for area, state, received, closed in rows.values_list("area", "state", "received_at", "closed_on")
    ]
