"""The board of the cycle at 3 and at 300 areas: queries and milliseconds, in one run.

    python -m benchmarks.board_speed

Starts PostgreSQL and Redis of its own and asks for the board through Django's test client, signed in, in turns;
the median counts. The queries must be the same at both sizes, and an area may cost no more in a long board
than in a short one.
"""

import statistics
import sys
import time

from benchmarks.services import measure_on_services

SIZES = (3, 300)
TURNS = 7
YEAR = 2030


def measure() -> int:
    """Fill, ask and print; returns 1 when a target is missed."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from tests.factories.roles import person_with  # noqa: PLC0415

    settings.ALLOWED_HOSTS, settings.FORCE_SECOND_FACTOR = ["*"], False
    found: dict[int, tuple[int, float]] = {}
    person, address = None, f"/werk/cyclus?jaar={YEAR}"
    for size in SIZES:
        fill(size)
        if person is None:
            person = person_with("administrator")
        client = Client()
        client.force_login(person, backend="wijkportaal.foundation.people.backends.SignInBackend")
        client.get(address)
        times = []
        for _turn in range(TURNS):
            before = time.perf_counter()
            with CaptureQueriesContext(connection) as queries:
                page = client.get(address)
            times.append((time.perf_counter() - before) * 1000)
            assert page.status_code == 200
        assert page.content.count(b'class="cy-row"') == size
        found[size] = len(queries), statistics.median(times)
    return report(found)


def fill(size: int) -> None:
    """Bring the number of areas with a cycle, a programme and an unfinished project to `size`."""
    from areas.territory.models import Area  # noqa: PLC0415
    from programmes.cycle.actions import plan_cycles  # noqa: PLC0415
    from programmes.yearly.models import Entry, Programme  # noqa: PLC0415
    from tests.factories.projects import ProjectFactory  # noqa: PLC0415
    from tests.factories.territory import AreaFactory, GemeenteFactory  # noqa: PLC0415

    root = Area.objects.filter(kind="gemeente").first() or GemeenteFactory()
    have = Area.objects.exclude(kind="gemeente").count()
    areas = [AreaFactory(name=f"Meetwijk {number:03}", parent=root) for number in range(have, size)]
    plan_cycles(areas, YEAR, by=None)
    project = ProjectFactory(area=areas[0])
    programmes = Programme.objects.bulk_create(
        Programme(area=area, year=YEAR, title=area.name) for area in areas
    )
    Entry.objects.bulk_create(Entry(programme=each, project=project, number=1) for each in programmes)


def report(found: dict[int, tuple[int, float]]) -> int:
    """Print the table; returns 1 when a target is missed."""
    print("areas  queries  milliseconds  per area")
    for size, (queries, milliseconds) in found.items():
        print(f"{size:5}  {queries:7}  {milliseconds:12.1f}  {milliseconds / size:8.2f}")
    (few, short), (many, long) = (found[size] for size in SIZES)
    ratio = long / short
    print(f"queries {few} → {many}; {SIZES[1] // SIZES[0]}× the areas takes {ratio:.1f}× the time")
    return int(few != many or ratio > SIZES[1] / SIZES[0])


if __name__ == "__main__":
    sys.exit(measure_on_services(measure))
