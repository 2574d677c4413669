"""A year of money for a country full of buurten: 15,000 areas worked out, and a part of them decided and booked.

    python -m benchmarks.allocation_speed [ROWS]

Starts PostgreSQL and Redis of its own. Working everything out (rows with their explanation, as the page of a run shows
them) must take less than 30 seconds; deciding and booking goes area by area, each a transaction with its decision,
and must do more than 10 a second (ROWS of them, 1,000 unless told). The ledger is added up again afterwards.
"""

import sys
import time
from datetime import date
from decimal import Decimal
from functools import partial

from benchmarks.services import measure_on_services

AREAS, ROWS = 15_000, 1_000
MOST_SECONDS, LEAST_A_SECOND = 30, 10


def measure(rows: int) -> int:
    """Fill, work out, book and print; returns 1 when a target is missed."""
    from budgets.allocations.actions import deciding, preparing  # noqa: PLC0415
    from budgets.allocations.actions.carrying_out import carry_out_allocation  # noqa: PLC0415
    from budgets.allocations.drawing import change_chart  # noqa: PLC0415
    from budgets.allocations.queries import allocations_of, rows_to_do, totals_of, warnings_of  # noqa: PLC0415
    from budgets.ledger.models import Entry  # noqa: PLC0415
    from budgets.ledger.queries import proof  # noqa: PLC0415

    version, year = fill()
    started = time.perf_counter()
    run = preparing.make_run(version, year, by=None)
    found = allocations_of(run)
    totals = totals_of(found)
    warned = warnings_of(run, found)
    change_chart(run, found)
    worked_out = time.perf_counter() - started
    print(
        f"{worked_out:7.2f} s  {totals.rows:,} areas worked out and compared with last year: {totals.amount} euro"
    )
    print(f"{'':10} {len(warned):,} to look at; target {MOST_SECONDS} s")
    deciding.take(run, "submit", by=None)
    deciding.adopt(run, decision="Besluit", by=None)
    purposes = list(run.purposes.select_related("purpose"))
    started = time.perf_counter()
    for pk in rows_to_do(run).values_list("pk", flat=True)[:rows]:
        carry_out_allocation(pk, purposes)
    booked = time.perf_counter() - started
    print(
        f"{booked:7.2f} s  {rows:,} areas decided and booked: {rows / booked:.1f} a second; target {LEAST_A_SECOND}"
    )
    faults = list(proof())
    print(f"{Entry.objects.count():,} bookings, {len(faults)} faults in the ledger")
    return int(worked_out > MOST_SECONDS or rows / booked < LEAST_A_SECOND or bool(faults))


def fill():
    """Make a gemeente of 15,000 areas with figures of two years, and adopt a staffel for them."""
    from django.utils import timezone  # noqa: PLC0415

    from areas.figures.models import Figure  # noqa: PLC0415
    from areas.territory.actions import NewArea, add_areas, changing_atlas  # noqa: PLC0415
    from budgets.staffels import actions as staffels  # noqa: PLC0415
    from tests.budgets.staffels.making import scheme  # noqa: PLC0415
    from tests.factories.territory import GemeenteFactory  # noqa: PLC0415

    year, root = timezone.localdate().year, GemeenteFactory()
    with changing_atlas(by=None, action="territory.create_area"):
        areas = add_areas([NewArea(f"Buurt {n:05}", "dorp", date(2018, 1, 1), root) for n in range(AREAS)])
    Figure.objects.bulk_create(
        (
            Figure(
                area=area,
                year=then,
                indicator="a_inw",
                value=Decimal(40 + number % 4000 + then % 7),
                source="BRP",
            )
            for number, area in enumerate(areas)
            for then in (year - 1, year)
        ),
        batch_size=5_000,
    )
    version = staffels.make_staffel(root, scheme(first_year=year - 3, kinds=("dorp",)), by=None)
    staffels.propose(version, by=None)
    staffels.adopt(version, by=None, decision="Raadsbesluit")
    version.refresh_from_db()
    return version, year


if __name__ == "__main__":
    sys.exit(measure_on_services(partial(measure, int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)))
