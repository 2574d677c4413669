from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from participation.asks.calculations import Meeting, Planned, close_by, times_asked
from participation.asks.models import Ask, AskKind, AskRule, Street
from participation.asks.registry import SOURCES, Asked

PLANNERS = ("area_manager", "community_worker", "department", "partner", "board_member", "administrator")
READERS = (*PLANNERS, "alderman")


def areas_to_plan_in(person) -> QuerySet[Area]:
    """Return the areas in which someone may plan an ask."""
    return areas_with_role(person, *PLANNERS).order_by("name")


def areas_to_read(person) -> QuerySet[Area]:
    """Return the areas of which someone may see the calendar; all that is asked there, by whomever."""
    return areas_with_role(person, *READERS).order_by("name")


def rule() -> AskRule:
    """Return the rule of the gemeente, or the usual one."""
    return AskRule.objects.first() or AskRule()


def asks_between(starts_on: date, ends_on: date) -> list[Planned]:
    """Return all that is asked of residents on any day of a period, by date: one query, and one per room that asks."""
    own = (
        Ask.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
        .select_related("area", "organisation")
        .order_by("starts_on", "pk")
    )
    found = [planned_of(ask) for ask in own]
    for room, find in SOURCES.items():
        found += [_registered(room, asked) for asked in find(starts_on, ends_on)]
    return sorted(found, key=lambda each: (each.starts_on, each.key))


def planned_of(ask: Ask) -> Planned:
    """Return an ask of this room as the calendar knows it."""
    return Planned(
        key=f"ask:{ask.pk}",
        name=ask.name,
        kind=ask.kind,
        area=ask.area_id,
        above=_above(ask.area),
        starts_on=ask.starts_on,
        ends_on=ask.ends_on,
        by=str(ask.organisation or _("de gemeente")),
        streets=frozenset(ask.streets),
        addresses=ask.addresses,
        url=reverse("asks:edit", args=[ask.pk]) if ask.pk else "",
    )


def _registered(room: str, asked: Asked) -> Planned:
    return Planned(
        key=f"{room}:{asked.key}",
        name=asked.name,
        kind=asked.kind,
        area=asked.area.pk,
        above=_above(asked.area),
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        by=asked.by or _("de gemeente"),
        streets=frozenset(asked.streets),
        addresses=asked.addresses,
        url=asked.url,
    )


def _above(area: Area) -> frozenset[int]:
    return frozenset({area.pk, *area.ancestor_ids})


def asked_nearby(ask: Planned) -> list[Meeting]:
    """Return what else is asked in the same streets within the rest that the gemeente wants, the nearest first."""
    rest = rule().rest
    around = asks_between(ask.starts_on - timedelta(days=rest), ask.ends_on + timedelta(days=rest))
    return close_by(ask, around, rest=rest)


def streets_of(area: Area) -> list[Street]:
    """Return the streets of an area, by name."""
    return list(Street.objects.filter(area=area))


@dataclass(frozen=True)
class StreetLoad:
    """How often a street is asked in a year, and whether that is more than the gemeente wants."""

    name: str
    addresses: int | None
    times: int
    is_too_often: bool


@dataclass(frozen=True)
class Calendar:
    """What residents of an area are asked in a year."""

    area: Area
    year: int
    asks: list[Planned]
    streets: list[StreetLoad]
    whole: int
    rule: AskRule

    @property
    def is_too_often(self) -> bool:
        return self.whole > self.rule.a_year


def calendar_of(area: Area, year: int) -> Calendar:
    """Return the asks of a year that reach an area: its own, of what it lies in, and of what lies in it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    above = _above(area)
    asks = [ask for ask in asks_between(first, last) if ask.area in above or area.pk in ask.above]
    ruled = rule()
    streets = streets_of(area)
    reaching = [ask for ask in asks if ask.area in above]
    times = times_asked(area.pk, [street.name for street in streets], reaching)
    loads = [
        StreetLoad(street.name, street.addresses, times[street.name], times[street.name] > ruled.a_year)
        for street in streets
    ]
    loads.sort(key=lambda load: (-load.times, load.name))
    whole = sum(1 for ask in reaching if ask.is_everywhere)
    return Calendar(area, year, asks, loads, whole, ruled)


def kind_label(kind: str) -> str:
    """Return the words for a kind of ask."""
    return str(dict(AskKind.choices).get(kind, kind))


def asks_kept_by(person) -> QuerySet[Ask]:
    """Return the asks that someone may change: of where they plan."""
    return Ask.objects.filter(area__in=areas_to_plan_in(person)).select_related("area", "organisation")
