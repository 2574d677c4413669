"""The figures of the cycle, of promises, of projects and of money, for all areas at once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from areas.figures.queries import inhabitants_by_year
from budgets.flows.queries import totals_everywhere
from budgets.ledger.queries import booked_by_year
from budgets.ledger.states import RESERVE
from budgets.openbook.queries import sums_everywhere
from programmes.commitments.calculations import tally
from programmes.commitments.queries import SOON, Promised, promised_everywhere
from programmes.cycle.calculations import StepDates
from programmes.cycle.queries import dates_of_steps
from programmes.cycle.states import KINDS
from programmes.focus.queries import limits
from programmes.projects.queries import Course, courses
from programmes.projects.states import DONE, PLANNED, POSTPONED, RUNNING
from wijkportaal.portal.steering.calculations import (
    Counted,
    Homes,
    exact,
    last_day_of,
    latest_until,
    percentage,
)
from wijkportaal.portal.steering.queries.found import Found

KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS, start=1)}
# One more than the last step: all are finished.
ALL_DONE = len(KINDS) + 1


def count_steps(found: Found, homes: Homes, years: Iterable[int], *, today: date) -> None:
    """Count where every area is in its cycle and what is late; one query."""
    by_year: dict[int, list[tuple[int, StepDates]]] = {}
    for area, year, step in dates_of_steps():
        by_year.setdefault(year, []).append((area, step))
    for year in years:
        day = last_day_of(year, today=today)
        own: dict[int, list[StepDates]] = {}
        for area, step in by_year.get(year, ()):
            own.setdefault(area, []).append(step)
        for area, steps in own.items():
            at = next((KIND_NUMBERS[step.kind] for step in steps if step.is_open_on(day)), ALL_DONE)
            found.put("cycle_step", area, year, Counted(exact(at), number=len(steps)))
        for key, of in (("cycle_late", year), ("cycle_next_late", year + 1)):
            for area, steps in homes.gather(by_year.get(of, ())).items():
                found.number(key, area, year, sum(step.is_late_on(day) for step in steps))


def count_promises(found: Found, homes: Homes, years: Iterable[int], *, today: date) -> None:
    """Count what was promised, what is due and what was kept in time; two queries."""
    promised = promised_everywhere()
    first = min((each.made_on for each in promised), default=None)
    by_area = homes.gather((each.area_id, each) for each in promised)
    for year in years:
        day = last_day_of(year, today=today)
        if first is None or first > day:
            continue
        for area in found.areas:
            here = by_area.get(area, [])
            due = [each.due_on(day) for each in here if each.is_open_on(day)]
            found.number("promises_due", area, year, sum(day <= on <= day + SOON for on in due))
            found.number("promises_overdue", area, year, sum(on < day for on in due))
            _count_kept(found, area, year, here, day)


def _count_kept(found: Found, area: int, year: int, here: list[Promised], day: date) -> None:
    told = tally(
        (each.facts_on(day) for each in here if each.facts.first_due_on.year == year and each.made_on <= day),
        today=day,
    )
    if told.counted:
        share = percentage(told.in_time, told.counted)
        found.put("promises_kept", area, year, Counted(share, number=told.counted))


def count_projects(found: Found, homes: Homes, years: Iterable[int], *, today: date) -> None:
    """Count projects by how they stand, what slipped, and how many run beside how many may; three queries."""
    every = courses()
    first = min((each.begun_on for each in every), default=None)
    by_area = homes.gather((each.area_id, each) for each in every)
    for year in years:
        day = last_day_of(year, today=today)
        if first is None or first > day:
            continue
        for area in found.areas:
            _count_states(found, area, year, by_area.get(area, []), day)
    if every:
        _count_focus(found, every, today)


def _count_states(found: Found, area: int, year: int, here: list[Course], day: date) -> None:
    stands = [each.state_on(day) for each in here]
    for key, state in (
        ("projects_planned", PLANNED),
        ("projects_running", RUNNING),
        ("projects_postponed", POSTPONED),
    ):
        found.number(key, area, year, stands.count(state))
    finished = sum(
        state == DONE and each.reached_in(year, DONE) for each, state in zip(here, stands, strict=True)
    )
    found.number("projects_done", area, year, finished)
    found.number("projects_slipped", area, year, sum(each.slipped_in(year) for each in here))


def _count_focus(found: Found, every: list[Course], today: date) -> None:
    known = limits()
    running: dict[int, int] = {}
    for each in every:
        running[each.area_id] = running.get(each.area_id, 0) + (each.state == RUNNING)
    for area in found.areas:
        limit = known.of_area(area)
        if limit is not None:
            found.put("focus", area, today.year, Counted(exact(running.get(area, 0)), number=limit))


def count_money(found: Found, homes: Homes, years: Iterable[int], *, today: date) -> None:
    """Count what areas got, spent and keep, and what went into them for each inhabitant; five queries."""
    years = list(years)
    sums = homes.gather(
        (area, (each.year, each.total))
        for area, found_years in sums_everywhere().items()
        for each in found_years
    )
    for area, rows in sums.items():
        for year in years:
            totals = [total for of, total in rows if of == year]
            if not totals:
                continue
            got = sum((total.got for total in totals), Decimal(0))
            spent = sum((total.spent for total in totals), Decimal(0))
            found.put("budget_got", area, year, Counted(exact(got)))
            if got:
                found.put("budget_used", area, year, Counted(percentage(spent, got)))
    _count_reserves(found, homes, years, today)
    _count_flows(found, homes, years)


def _count_reserves(found: Found, homes: Homes, years: list[int], today: date) -> None:
    booked = booked_by_year(RESERVE, until=today)
    first = min((year for by_year in booked.values() for year in by_year), default=None)
    kept = homes.gather((area, row) for area, by_year in booked.items() for row in by_year.items())
    for year in years:
        if first is None or first > year:
            continue
        for area in found.areas:
            total = sum((amount for of, amount in kept.get(area, ()) if of <= year), Decimal(0))
            found.put("reserves", area, year, Counted(exact(total)))


def _count_flows(found: Found, homes: Homes, years: list[int]) -> None:
    people = inhabitants_by_year()
    totals = homes.gather((area, (year, total)) for (area, year), total in totals_everywhere().items())
    for area, rows in totals.items():
        for year in years:
            amounts = [total for of, total in rows if of == year]
            inhabitants = latest_until(people.get(area, {}), year)
            if amounts and inhabitants:
                each = exact(sum(amounts, Decimal(0)) / inhabitants)
                found.put("euro_per_inhabitant", area, year, Counted(each))
