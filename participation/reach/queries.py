from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from areas.figures.models import Figure
from areas.figures.queries import series_for
from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from participation.asks.queries import streets_of
from participation.reach.calculations.likeness import Likeness, likeness
from participation.reach.calculations.small import SMALL, shown_parts, without_small_of
from participation.reach.models import Activity, Attempt, Channel, GroupCount, Source, Turnout
from participation.reach.registry import SOURCES, Registered
from participation.reach.traits import STREET, TRAITS, Trait

COUNTERS = ("area_manager", "community_worker", "partner", "board_member", "administrator")
READERS = (*COUNTERS, "alderman", "councillor")
MOST_LINES = 200


def areas_to_count_in(person) -> QuerySet[Area]:
    """Return the areas in which someone may count who takes part."""
    return areas_with_role(person, *COUNTERS).order_by("name")


def areas_to_read(person) -> QuerySet[Area]:
    """Return the areas of which someone sees all activities."""
    return areas_with_role(person, *READERS).order_by("name")


@dataclass(frozen=True)
class Line:
    """An activity in the list, whoever keeps it, with how many people took part by channel."""

    key: str
    name: str
    kind: str
    held_on: date
    area: Area
    people: Mapping[str, int]

    @property
    def total(self) -> int | None:
        """How many took part; None when nobody counted."""
        return sum(self.people.values()) if self.people else None

    @property
    def shown(self) -> int | None:
        """How many took part as anyone may know it."""
        return None if self.total is None or 0 < self.total < SMALL else self.total


def lines_of(area: Area, year: int) -> list[Line]:
    """Return what could be taken part in in an area, or inside it, in a year: the newest first, at most `MOST_LINES`.

    Two queries, and those of each room.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    kept = activities_in(area, year)
    counted: dict[str, dict[str, int]] = {}
    for head in Turnout.objects.filter(activity__in=kept).select_related("activity"):
        counted.setdefault(head.activity.key, {})[head.channel] = head.people
    lines = {
        activity.key: Line(
            activity.key,
            activity.name,
            activity.kind,
            activity.held_on,
            activity.area,
            counted.get(activity.key, {}),
        )
        for activity in kept
    }
    for room, find in SOURCES.items():
        for found in find(first, last, ""):
            if area.pk in {found.area.pk, *found.area.ancestor_ids}:
                key = f"{room}-{found.key}"
                people = {**found.people, **counted.get(key, {})}
                lines[key] = Line(key, found.name, found.kind, found.held_on, found.area, people)
    return sorted(lines.values(), key=lambda line: (line.held_on, line.key), reverse=True)[:MOST_LINES]


def activities_in(area: Area, year: int) -> QuerySet[Activity]:
    """Return the rows of activities of a year in an area or inside it."""
    inside = Q(area=area) | Q(area__ancestor_ids__contains=[area.pk])
    return Activity.objects.filter(inside, held_on__year=year).select_related("area")


def registered(source: str) -> Registered | None:
    """Return an activity that another room keeps, or None."""
    room, _dash, key = source.partition("-")
    find = SOURCES.get(room)
    return next(iter(find(None, None, key)), None) if find and key else None


def activity_called(key: str) -> tuple[Activity | None, Registered | None]:
    """Return the row of an activity and what its room tells of it; the row is not saved before something is counted."""
    if key.isdecimal():
        own = Activity.objects.filter(pk=int(key[:12]), source="")
        return own.select_related("area", "organisation").first(), None
    found = registered(key)
    if found is None:
        return None, None
    row = Activity.objects.filter(source=key).select_related("area", "organisation").first()
    if row is None:
        row = Activity(
            area=found.area, name=found.name[:120], kind=found.kind, held_on=found.held_on, source=key
        )
    return row, found


Table = dict[str, int]


def tables_of(activities: Iterable[Activity]) -> dict[tuple[int, str, str], Table]:
    """Return how many of each group took part, by (activity, channel, trait); one query.

    What was counted by hand goes before what people said themselves: both of one meeting would count people twice.
    """
    found: dict[tuple[int, str, str], dict[str, Table]] = {}
    rows = GroupCount.objects.filter(activity__in=[each.pk for each in activities if each.pk])
    for row in rows:
        sources = found.setdefault((row.activity_id, row.channel, row.trait), {})
        sources.setdefault(row.source, {})[row.group] = row.people
    return {key: sources.get(Source.COUNTED) or sources[Source.TOLD] for key, sources in found.items()}


@dataclass(frozen=True)
class Population:
    """The groups of a trait in an area: their labels, and how many of each live there (None: not known)."""

    trait: Trait
    labels: Mapping[str, str]
    people: Mapping[str, int | None]
    year: int | None


def populations_of(area: Area, year: int) -> list[Population]:
    """Return who lives in an area by each trait, by the last figures up to a year; two queries."""
    series = series_for([area], until=year).get(area.pk, {})
    found = []
    for trait in TRAITS.values():
        people, years = {}, set()
        for group in trait.groups:
            figure = series[group.indicator].latest if group.indicator in series else None
            people[group.key] = int(figure.value) if figure and figure.value is not None else None
            if figure:
                years.add(figure.year)
        labels = {group.key: str(group.label) for group in trait.groups}
        found.append(Population(trait, labels, people, max(years, default=None)))
    streets = streets_of(area)
    if streets:
        names = {street.name: street.name for street in streets}
        found.append(Population(STREET, names, {street.name: street.addresses for street in streets}, None))
    return found


@dataclass(frozen=True)
class Comparison:
    """Who took part beside who lives there, by one trait; without likeness when too few or too little is known."""

    population: Population
    people: int | None
    likeness: Likeness | None
    others: list[tuple[str, int]]


def compared(parts: Iterable[Table], population: Population) -> Comparison | None:
    """Lay tables of groups, which are shown themselves, together beside an area; None when nobody was counted.

    Groups of which the area's number is not known are told apart, when they are large enough.
    """
    known = [group for group, number in population.people.items() if number is not None]
    tables = [{group: part.get(group, 0) for group in known} for part in parts]
    tables = [table for table in tables if sum(table.values())]
    if not tables or len(known) < 2:
        return None
    tables = shown_parts(tables)
    total = sum(sum(table.values()) for table in tables)
    if total < SMALL:
        return Comparison(population, None, None, [])
    told = without_small_of(tables)
    rest = [
        (population.labels[group], number)
        for group in population.people
        if group not in known and (number := sum(part.get(group, 0) for part in parts)) >= SMALL
    ]
    return Comparison(population, total, likeness(told, total, population.people), rest)


def comparisons_of_area(area: Area, year: int) -> list[Comparison]:
    """Return who took part in an area in a year beside who lives there, by trait."""
    activities = list(activities_in(area, year))
    tables = tables_of(activities)
    found = []
    for population in populations_of(area, year):
        trait = population.trait.key
        parts = [_together(tables, activity, trait) for activity in activities]
        if comparison := compared(parts, population):
            found.append(comparison)
    return found


def _together(tables: Mapping[tuple[int, str, str], Table], activity: Activity, trait: str) -> Table:
    """Add up the channels of an activity."""
    added: Table = {}
    for channel in Channel.values:
        for group, people in tables.get((activity.pk, channel, trait), {}).items():
            added[group] = added.get(group, 0) + people
    return added


@dataclass(frozen=True)
class ChannelReach:
    """How many took part along one way, and how like the area they are by each trait that is known."""

    label: str
    people: int | None
    comparisons: list[Comparison]


def reach_of(activity: Activity, people: Mapping[str, int]) -> tuple[list[Comparison], list[ChannelReach]]:
    """Return how like the area those of an activity are, all together and by channel."""
    tables = tables_of([activity])
    populations = populations_of(activity.area, activity.held_on.year)
    whole = [
        comparison
        for population in populations
        if (
            comparison := compared(
                [table for (_pk, _channel, trait), table in tables.items() if trait == population.trait.key],
                population,
            )
        )
    ]
    channels = []
    for channel, label in Channel.choices:
        found = [
            comparison
            for population in populations
            if (table := tables.get((activity.pk, channel, population.trait.key)))
            and (comparison := compared([table], population))
        ]
        if found or channel in people:
            channels.append(ChannelReach(str(label), people.get(channel), found))
    return whole, channels


def people_of(activity: Activity, found: Registered | None) -> dict[str, int]:
    """Return how many took part in an activity by channel: as its room tells, and as was counted by hand."""
    heads = Turnout.objects.filter(activity=activity) if activity.pk else []
    return {**(found.people if found else {}), **{head.channel: head.people for head in heads}}


def counted_by_hand(activity: Activity, channel: str) -> dict[tuple[str, str], int]:
    """Return what was counted by hand along one way, by (trait, group)."""
    if not activity.pk:
        return {}
    rows = GroupCount.objects.filter(activity=activity, channel=channel, source=Source.COUNTED)
    return {(row.trait, row.group): row.people for row in rows}


def attempts_in(area: Area) -> QuerySet[Attempt]:
    """Return what was tried in an area, the newest first."""
    return Attempt.objects.filter(area=area)


def tables_everywhere(trait: Trait, years: Iterable[int]) -> list[tuple[int, int, Table]]:
    """Return who took part by a trait in every activity of some years, with its area and year; two queries."""
    activities = list(Activity.objects.filter(held_on__year__in=list(years)).order_by("pk"))
    tables = tables_of(activities)
    return [
        (each.area_id, each.held_on.year, table)
        for each in activities
        if (table := _together(tables, each, trait.key))
    ]


def populations_everywhere(trait: Trait, years: Iterable[int]) -> dict[tuple[int, int], Population]:
    """Return who lives in every area by a trait, by area and year, from the last figures up to it; one query."""
    wanted = {group.indicator: group.key for group in trait.groups if group.indicator}
    known: dict[int, dict[str, list[tuple[int, int]]]] = {}
    figures = Figure.objects.filter(indicator__in=wanted, value__isnull=False).order_by("year")
    for area, year, indicator, value in figures.values_list("area_id", "year", "indicator", "value"):
        known.setdefault(area, {}).setdefault(wanted[indicator], []).append((year, int(value)))
    labels = {group.key: str(group.label) for group in trait.groups}
    found = {}
    for area, groups in known.items():
        for until in years:
            last = {key: [row for row in rows if row[0] <= until][-1:] for key, rows in groups.items()}
            people = {key: last[key][0][1] if last.get(key) else None for key in labels}
            year = max((rows[0][0] for rows in last.values() if rows), default=None)
            found[area, until] = Population(trait, labels, people, year)
    return found
