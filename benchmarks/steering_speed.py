"""The boards of steering at 3 and at 300 areas with three years of every figure: queries, time and the ratio.

    python -m benchmarks.steering_speed

Starts PostgreSQL and Redis of its own. Milliseconds are the median of seven requests through the whole of Django, by one
process that does nothing else.
"""

import statistics
import sys
import time
from decimal import Decimal

from benchmarks.services import measure_on_services

SIZES = (3, 300)
TRIES = 7
# Milliseconds that the overview of 300 areas may take, and how much dearer a hundred times the areas may be.
LONGEST, DEAREST = 300, 100
ADDRESSES = {
    "the overview, usual columns": "/werk/sturen",
    "the overview, another order": "/werk/sturen?op=-signals_open",
    "one figure, six areas, two groups": "/werk/sturen/verloop?cijfer=taskgroups&groep=soort-wijk&groep=omvang-small",
    "the four measures": "/werk/sturen/vier-maten",
    "all as csv": "/werk/sturen/uitvoer/overzicht.csv",
}


def measure() -> int:
    """Fill, look and print a table; returns 1 when queries grow or the overview takes too long."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from tests.factories.roles import person_with  # noqa: PLC0415
    from tests.factories.territory import AreaFactory, GemeenteFactory, square  # noqa: PLC0415
    from wijkportaal.portal.steering.actions import keep_figures  # noqa: PLC0415
    from wijkportaal.portal.steering.catalogue import FIGURES  # noqa: PLC0415

    settings.ALLOWED_HOSTS, settings.FORCE_SECOND_FACTOR = ["*"], False
    root = GemeenteFactory(border=square(5.0, 53.0, 0.4))
    client = Client()
    client.force_login(
        person_with("alderman", root), backend="wijkportaal.foundation.people.backends.SignInBackend"
    )
    years = range(timezone.localdate().year - 2, timezone.localdate().year + 1)
    areas, found = [root], {}
    for size in SIZES:
        while len(areas) <= size:
            place = len(areas)
            border = square(5.0 + place % 20 * 0.02, 53.0 + place // 20 * 0.02, 0.02)
            areas.append(AreaFactory(parent=root, border=border))
        figures = {
            (key, area.pk, year): _figure(meaning, (place * 7 + year) % 90 + 1)
            for place, area in enumerate(areas)
            for key, meaning in FIGURES.items()
            for year in years
        }
        begun = time.perf_counter()
        keep_figures(figures, list(years), as_of=timezone.now())
        kept = time.perf_counter() - begun
        print(f"{len(figures):,} figures of {size} areas kept in {kept:.1f} s", file=sys.stderr)
        for name, address in ADDRESSES.items():
            assert client.get(address).status_code == 200
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            queries = len(asked)
            took = []
            for _try in range(TRIES):
                begun = time.perf_counter()
                client.get(address)
                took.append((time.perf_counter() - begun) * 1000)
            found.setdefault(name, []).append((queries, statistics.median(took)))
    print("| | 3 areas | 300 areas | ratio |\n|---|---|---|---|")
    for name, rows in found.items():
        told = " | ".join(f"{queries} queries, {took:.0f} ms" for queries, took in rows)
        print(f"| {name} | {told} | {rows[-1][1] / rows[0][1]:.1f} |")
    grows = any(len({queries for queries, _took in rows}) > 1 for rows in found.values())
    (_queries, few), (_same, many) = found["the overview, usual columns"]
    return int(grows or many > LONGEST or many / few > DEAREST)


def _figure(meaning, value: int):
    """Make a figure as it is in life: with a margin when it is measured, and of how many when that is told."""
    from wijkportaal.portal.steering.calculations import Counted  # noqa: PLC0415
    from wijkportaal.portal.steering.definitions import OPINION  # noqa: PLC0415

    if meaning.part == OPINION:
        return Counted(Decimal(value), Decimal(value - 1), Decimal(value + 1), 200 + value)
    return Counted(Decimal(value), number=10 + value if meaning.of_what else None)


if __name__ == "__main__":
    sys.exit(measure_on_services(measure))
