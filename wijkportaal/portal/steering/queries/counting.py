"""All figures of all areas, worked out from the records of every room; a fixed number of queries."""

from collections.abc import Iterable
from datetime import date

from areas.territory.models import Area, AreaKind, Succession
from wijkportaal.portal.steering.calculations import Counted, Homes, Place
from wijkportaal.portal.steering.catalogue import FIGURES
from wijkportaal.portal.steering.queries import programmes, residents
from wijkportaal.portal.steering.queries.found import Found

Figures = dict[tuple[str, int, int], Counted]
# This year and as many before it are kept.
YEARS_BACK = 4


def years_until(today: date) -> list[int]:
    """Return the years of which figures are worked out, oldest first."""
    return list(range(today.year - YEARS_BACK, today.year + 1))


def count_figures(years: Iterable[int], *, today: date) -> Figures:
    """Return every figure by its key, area and year. What is unknown is left out."""
    years = list(years)
    places, successors = _places()
    homes = Homes.of(places, successors, today=today)
    roots = {place.pk for place in places if place.is_root}
    found = Found({place.pk: place.starts_on.year for place in places if place.pk in homes.today})
    programmes.count_steps(found, homes, years, today=today)
    programmes.count_promises(found, homes, years, today=today)
    programmes.count_projects(found, homes, years, today=today)
    programmes.count_money(found, homes, years, today=today)
    residents.count_signals(found, homes, years, today=today)
    residents.count_taking_part(found, homes, years, today=today)
    residents.count_opinions(found, homes, years)
    residents.count_work(found, homes, years, today=today)
    return {at: told for at, told in found.figures.items() if FIGURES[at[0]].has_total or at[1] not in roots}


def _places() -> tuple[list[Place], dict[int, list[int]]]:
    rows = Area.objects.order_by("pk").values_list("pk", "starts_on", "ends_on", "ancestor_ids", "kind")
    successors: dict[int, list[int]] = {}
    taken_over = Succession.objects.order_by("on", "pk").values_list("predecessor", "successor")
    for predecessor, successor in taken_over:
        successors.setdefault(predecessor, []).append(successor)
    return [
        Place(pk, begins, ends, tuple(above), is_root=not above and kind == AreaKind.GEMEENTE)
        for pk, begins, ends, above, kind in rows
    ], successors
