"""What the list of a department costs when it works in 3 areas, and in 300.

    python -m benchmarks.department_list

Starts PostgreSQL and Redis of its own, gives one department ten projects in each of 3 and then of 300 areas, and
asks for its list in turns. Counts the queries and takes the median of the milliseconds; only the ratio counts.
"""

import argparse
import statistics
import sys
import time
from datetime import date, timedelta
from functools import partial

from benchmarks.services import measure_on_services

SIZES = (3, 300)
PER_AREA = 10
# A hundred times the areas may cost this much more time (the filter names them all), and not one query more.
MOST = 3.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--turns", type=int, default=15, help="times that each list is asked; the median counts"
    )
    options = parser.parse_args()
    return measure_on_services(partial(measure, options.turns))


def measure(turns: int) -> int:
    """Fill, ask and print; returns 1 when the list grows with the areas."""
    from django.conf import settings  # noqa: PLC0415

    settings.ALLOWED_HOSTS, settings.FORCE_SECOND_FACTOR = ["*"], False
    found = {}
    for size in SIZES:
        person = fill(size)
        found[size] = ask(person, turns)
        queries, milliseconds = found[size]
        print(f"{size:>4} areas, {size * PER_AREA:>5} projects: {queries} queries, {milliseconds:.1f} ms")
    ratio = found[SIZES[1]][1] / found[SIZES[0]][1]
    print(f"ratio {ratio:.2f} (at most {MOST}), queries {'equal' if same(found) else 'DIFFER'}")
    return int(ratio > MOST or not same(found))


def same(found: dict[int, tuple[int, float]]) -> bool:
    """Whether each size took as many queries."""
    return len({queries for queries, _time in found.values()}) == 1


def fill(size: int):
    """Bring the number of areas to `size`, with projects of one department; return who works there."""
    from django.utils import timezone  # noqa: PLC0415

    from areas.organisations.models import Function, Organisation  # noqa: PLC0415
    from areas.territory.models import Area  # noqa: PLC0415
    from areas.territory.queries import root_area  # noqa: PLC0415
    from areas.themes.models import Theme  # noqa: PLC0415
    from programmes.projects.models import Project  # noqa: PLC0415
    from tests.factories.roles import person_with  # noqa: PLC0415
    from tests.factories.territory import AreaFactory, GemeenteFactory  # noqa: PLC0415

    root = root_area() or GemeenteFactory()
    department, is_new = Organisation.objects.get_or_create(
        slug="meetafdeling", defaults={"name": "Meetafdeling", "kind": "department"}
    )
    theme, _made = Theme.objects.get_or_create(slug="meten", defaults={"name": "Meten", "icon": "tree"})
    have = Area.objects.exclude(pk=root.pk).count()
    areas = [AreaFactory(parent=root) for _each in range(size - have)]
    Project.objects.bulk_create(
        Project(
            area=area,
            theme=theme,
            title=f"Stoep {number} in {area}",
            lead_organisation=department,
            state=("planned", "running", "done")[number % 3],
            start_year=2026,
            start_quarter=1 + number % 4,
            published_at=timezone.now(),
            checked_at=timezone.now() - timedelta(days=number * 20),
        )
        for area in areas
        for number in range(PER_AREA)
    )
    if is_new:
        person = person_with("department", root, full_name="Meta Meter")
        Function.objects.create(
            organisation=department,
            person=person,
            kind="contact",
            name="Meta Meter",
            valid_from=date(2020, 1, 1),
        )
        return person
    return Function.objects.get(organisation=department).person


def ask(person, turns: int) -> tuple[int, float]:
    """Ask for the first page of the list; return its queries and the median of its milliseconds."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    client = Client()
    client.force_login(person)
    address = reverse("progress:own_projects")
    first = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    number = len(queries)  # now: the next request clears the log
    if first.status_code != 200:
        raise RuntimeError(f"{address} answered {first.status_code}")
    times = []
    for _each in range(turns):
        start = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - start) * 1000)
    return number, statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
