from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch, Q, QuerySet
from django.utils import timezone

from areas.figures.models import Figure
from areas.organisations.models import ServedArea
from areas.organisations.queries import holding
from areas.territory.models import Area, AreaKind
from areas.territory.queries import areas_on
from budgets.staffels.calculations.measures import INDICATOR_OF
from budgets.staffels.calculations.scheme import Outcome, Result, Scheme, calculate
from budgets.staffels.calculations.subjects import Count, Subject
from budgets.staffels.models import Staffel, StaffelVersion
from budgets.staffels.states import ADOPTED, LAPSED

# The boards that hold the money of residents.
BOARDS = ("village_interest", "panel")
# What anyone may read.
PUBLIC = (ADOPTED, LAPSED)
_MEASURE_OF = {indicator: measure for measure, indicator in INDICATOR_OF.items()}


def workbench() -> QuerySet[Staffel]:
    """Return every staffel with its versions, newest first; two queries."""
    versions = StaffelVersion.objects.select_related("proposed_by", "decided_by", "edited_by")
    return Staffel.objects.prefetch_related(Prefetch("versions", queryset=versions))


def all_versions() -> QuerySet[StaffelVersion]:
    """Return every version, with its staffel and who worked on it."""
    return StaffelVersion.objects.select_related("staffel__area", "proposed_by", "decided_by", "edited_by")


def waiting_for(person) -> list[StaffelVersion]:
    """Return the proposals that someone may decide on; one query."""
    proposed = all_versions().filter(state="proposed").order_by("proposed_at")
    return [version for version in proposed if person.has_perm("staffels.adopt_staffel", version)]


def public_versions(staffel: Staffel | None = None) -> QuerySet[StaffelVersion]:
    """Return the versions that anyone may read: adopted now or once; of one staffel or all, newest first."""
    versions = all_versions().filter(state__in=PUBLIC)
    return versions.filter(staffel=staffel) if staffel else versions


def in_force(versions: Iterable[StaffelVersion], year: int) -> StaffelVersion | None:
    """Return which of the versions of a staffel holds in a year: the adopted one that began last."""
    holding_then = [
        version
        for version in versions
        if version.is_adopted
        and version.first_year <= year
        and (version.last_year is None or year <= version.last_year)
    ]
    return max(holding_then, key=lambda version: (version.first_year, version.number), default=None)


def years_of(versions: Iterable[StaffelVersion]) -> list[int]:
    """Return the years for which an adopted version gives amounts, newest first, up to next year."""
    versions = [version for version in versions if version.is_adopted]
    last = timezone.localdate().year + 1
    ends = [last if version.last_year is None else min(version.last_year, last) for version in versions]
    starts = [version.first_year for version in versions]
    if not starts:
        return []
    return [year for year in range(max([*ends, *starts]), min(starts) - 1, -1) if in_force(versions, year)]


def next_number(staffel: Staffel) -> int:
    return (staffel.versions.aggregate(last=Max("number"))["last"] or 0) + 1


# --- The areas as a scheme sees them -------------------------------------------------------------------


def subjects_for(scheme: Scheme, year: int) -> list[Subject]:
    """Return the areas of the reference date with the figures that count; two to four queries.

    A figure is the newest known one up to the year of the reference date, and carries its own day: a scheme says so
    when that is another. An area without any is in the list with unknown figures.
    """
    day = scheme.reference.on(year)
    areas = [
        area
        for area in areas_on(day).order_by("name", "pk")
        if (area.kind in scheme.kinds if scheme.kinds else area.kind != AreaKind.GEMEENTE)
    ]
    counts = counts_of(areas, day)
    term = scheme.term
    earlier = (
        counts_of(areas, scheme.reference.on(term.first_year)) if term and year > term.first_year else {}
    )
    boards = boards_of(areas, day) if scheme.grouped else {}
    return [
        Subject(
            key=area.slug,
            name=area.name_then,
            kind=area.kind,
            counts=counts.get(area.pk, {}),
            earlier=earlier.get(area.pk, {}),
            board=boards.get(area.pk, ""),
        )
        for area in areas
    ]


def counts_of(areas: Iterable[Area], day: date) -> dict[int, dict[str, Count]]:
    """Return the newest known figures of areas up to the year of a day, by area and measure; one query."""
    figures = (
        Figure.objects.filter(
            area__in=[area.pk for area in areas],
            indicator__in=_MEASURE_OF,
            year__lte=day.year,
            value__isnull=False,
        )
        .order_by("area_id", "indicator", "-year")
        .distinct("area_id", "indicator")
        .values_list("area_id", "indicator", "year", "value", "source", "estimated")
    )
    found: dict[int, dict[str, Count]] = {}
    for area, indicator, year, value, source, estimated in figures:
        count = Count(int(value), date(year, 1, 1), source, estimated)
        found.setdefault(area, {})[_MEASURE_OF[indicator]] = count
    return found


def boards_of(areas: Iterable[Area], day: date) -> Mapping[int, str]:
    """Return the name of the dorpsbelang or panel that holds each area's money on a day; one query."""
    serving = ServedArea.objects.filter(
        holding(day), area__in=[area.pk for area in areas], organisation__kind__in=BOARDS
    )
    rows = serving.order_by("-organisation_id").values_list("area_id", "organisation__name")
    return dict(rows)


def result_of(version: StaffelVersion, year: int) -> Result:
    """Work out what every area gets by a version in a year, with the figures that the portal has now."""
    return calculate(version.scheme, subjects_for(version.scheme, year), year=year)


@dataclass(frozen=True)
class AreaMoney:
    """What one area gets by one staffel, and in which version that stands."""

    version: StaffelVersion
    year: int
    outcome: Outcome


def money_of(area: Area, *, year: int | None = None) -> list[AreaMoney]:
    """Return what an area gets in a year (this one) by every staffel in force, with the explanation."""
    year = year or timezone.localdate().year
    versions = all_versions().filter(
        Q(last_year=None) | Q(last_year__gte=year), state=ADOPTED, first_year__lte=year
    )
    by_staffel: dict[int, list[StaffelVersion]] = {}
    for version in versions:
        by_staffel.setdefault(version.staffel_id, []).append(version)
    found = []
    for held in by_staffel.values():
        version = in_force(held, year)
        outcome = result_of(version, year).by_area.get(area.slug)
        if outcome:
            found.append(AreaMoney(version, year, outcome))
    return sorted(found, key=lambda each: each.version.staffel.name)
