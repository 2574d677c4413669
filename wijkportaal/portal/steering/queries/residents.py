"""The figures of signals, of taking part, of what residents think and of overleg and panels, for all areas at once."""

from collections.abc import Iterable
from datetime import date

from participation.meetings.queries import hours_everywhere
from participation.reach.calculations.shares import Share, share_of
from participation.reach.queries import compared, populations_everywhere, tables_everywhere
from participation.reach.traits import AGE
from participation.recognition.queries import bodies, standings
from participation.signals.queries.durations import lead_times, open_spells
from participation.signals.states import ROUTES
from participation.surveys.queries import measures_by_area_and_year
from participation.taskgroups.queries import running_spells
from participation.voting.queries import turnouts
from wijkportaal.portal.steering.calculations import (
    Counted,
    Homes,
    exact,
    last_day_of,
    middle_of,
    percentage,
)
from wijkportaal.portal.steering.queries.found import Found

Spell = tuple[date, date | None]


def count_signals(found: Found, homes: Homes, years: Iterable[int], *, today: date) -> None:
    """Count what is open, and how long each route takes; two queries."""
    years = list(years)
    _count_spells(found, homes, key="signals_open", spells=open_spells(), years=years, today=today)
    for area, rows in homes.gather((area, rest) for area, *rest in lead_times(years)).items():
        for year in years:
            for route in ROUTES:
                days = [took for of, way, took in rows if of == year and way == route]
                if days:
                    found.put(f"lead_{route}", area, year, Counted(middle_of(days), number=len(days)))


def _count_spells(
    found: Found,
    homes: Homes,
    *,
    key: str,
    spells: list[tuple[int, date, date | None]],
    years: Iterable[int],
    today: date,
) -> None:
    """Count what had begun and was not over on the day of each year; unknown before the first of all."""
    first = min((begun for _area, begun, _ended in spells), default=None)
    by_area = homes.gather((area, (begun, ended)) for area, begun, ended in spells)
    for year in years:
        day = last_day_of(year, today=today)
        if first is None or first > day:
            continue
        for area in found.areas:
            here: list[Spell] = by_area.get(area, [])
            going_on = sum(begun <= day and (ended is None or ended > day) for begun, ended in here)
            found.number(key, area, year, going_on)


def count_taking_part(found: Found, homes: Homes, years: Iterable[int], *, today: date) -> None:
    """Count votes, taakgroepen and how like the area those are who take part; five queries."""
    years = list(years)
    for area, rounds in homes.gather((area, rest) for area, *rest in turnouts()).items():
        for year in years:
            own = [(voted, eligible) for on, voted, eligible in rounds if on.year == year]
            known = [(voted, eligible) for voted, eligible in own if eligible]
            if own:
                found.number("votes_cast", area, year, sum(voted for voted, _eligible in own))
            if known:
                eligible = sum(each for _voted, each in known)
                share = percentage(sum(voted for voted, _eligible in known), eligible)
                found.put("turnout", area, year, Counted(share, number=eligible))
    _count_spells(found, homes, key="taskgroups", spells=running_spells(), years=years, today=today)
    _count_likeness(found, homes, years)


def _count_likeness(found: Found, homes: Homes, years: list[int]) -> None:
    parts = homes.gather((area, (year, table)) for area, year, table in tables_everywhere(AGE, years))
    populations = populations_everywhere(AGE, years)
    for area, rows in parts.items():
        for year in years:
            tables = [table for of, table in rows if of == year]
            population = populations.get((area, year))
            comparison = compared(tables, population) if tables and population else None
            if comparison is None:
                continue
            index = comparison.likeness
            told = (
                Counted(
                    exact(100 * index.index), exact(100 * index.low), exact(100 * index.high), index.people
                )
                if index
                else Counted(None)
            )
            found.put("likeness", area, year, told)


def count_opinions(found: Found, homes: Homes, years: Iterable[int]) -> None:
    """Take what surveys gave: of an area itself, or of all answers inside it together; one query."""
    own: dict[tuple[str, int, int], Share | None] = {}
    for row in measures_by_area_and_year():
        own[row.measured.scale.key, row.area.pk, row.year] = row.measured.share
    inside = homes.gather((area, (key, year, share)) for (key, area, year), share in own.items())
    wanted = set(years)
    for area, rows in inside.items():
        for key, year in {(key, year) for key, year, _share in rows if year in wanted}:
            if (key, area, year) in own:
                share = own[key, area, year]
            else:
                shares = [each for named, of, each in rows if (named, of) == (key, year) and each]
                share = _together(shares)
            found.put(key, area, year, _told(share))


def _together(shares: list[Share]) -> Share | None:
    return share_of(sum(each.hits for each in shares), sum(each.of for each in shares)) if shares else None


def _told(share: Share | None) -> Counted:
    if share is None:
        return Counted(None)
    return Counted(exact(100 * share.value), exact(100 * share.low), exact(100 * share.high), share.of)


def count_work(found: Found, homes: Homes, years: Iterable[int], *, today: date) -> None:
    """Count hours of overleg, and panels that miss a criterion; four queries a year, and ten."""
    for year in years:
        loads = hours_everywhere(year)
        for area, rows in homes.gather(loads.items()).items():
            held = sum(load.meetings for load in rows)
            uncounted = sum(load.uncounted for load in rows)
            hours = exact(sum(load.person_hours for load in rows)) if uncounted < held else None
            found.put("meeting_hours", area, year, Counted(hours))
    panels = homes.gather(
        (area.pk, (standing.organisation.pk, bool(standing.missing)))
        for standing in standings(bodies())
        for area in standing.areas
    )
    for area, rows in panels.items():
        lacks = dict(rows)
        found.put("panels_missing", area, today.year, Counted(exact(sum(lacks.values())), number=len(lacks)))
