"""The list of initiatives and the page of one, at 100 and at 10,000: queries and milliseconds, in one run.

    python -m benchmarks.initiative_speed

Starts PostgreSQL and Redis of its own and asks through Django's test client, every page made anew, in turns; the
median counts. The queries must be the same at both sizes, and no page may take twice as long in the large one.
"""

import statistics
import sys
import time

from benchmarks.services import measure_on_services

SIZES = (100, 10_000)
TURNS = 9
MOST = 2.0


def measure() -> int:
    """Fill, ask and print; returns 1 when a target is missed."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    settings.ALLOWED_HOSTS, settings.PUBLIC_PAGE_SECONDS = ["*"], 0
    client = Client()
    found: dict[str, list[tuple[int, float]]] = {}
    for size in SIZES:
        for name, address in fill(size).items():
            client.get(address)
            times = []
            for _turn in range(TURNS):
                before = time.perf_counter()
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(address).status_code == 200
                times.append((time.perf_counter() - before) * 1000)
            found.setdefault(name, []).append((len(queries), statistics.median(times)))
    return report(found)


def fill(size: int) -> dict[str, str]:
    """Bring the number of public initiatives to `size`; returns the addresses to ask for, by name."""
    from datetime import timedelta  # noqa: PLC0415

    from django.db import connection  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from areas.territory.models import Area  # noqa: PLC0415
    from participation.initiatives.models import Initiative  # noqa: PLC0415
    from tests.factories.projects import ThemeFactory  # noqa: PLC0415
    from tests.factories.territory import AreaFactory, GemeenteFactory  # noqa: PLC0415

    root = Area.objects.filter(kind="gemeente").first() or GemeenteFactory()
    areas = list(Area.objects.exclude(pk=root.pk)) or [AreaFactory(parent=root) for _each in range(30)]
    theme, now = ThemeFactory(slug="groen"), timezone.now()
    Initiative.objects.bulk_create(
        Initiative(
            area=areas[number % len(areas)],
            theme=theme,
            title=f"Moestuin {number}",
            what="Wij maken bakken. " * 40,
            summary="Wij maken twaalf bakken op het veld, samen met de school.",
            state="open" if number % 3 else "done",
            longitude="5.1",
            latitude="53.1",
            supporters_here=number % 90,
            published_at=now - timedelta(minutes=size - number),
        )
        for number in range(Initiative.objects.count(), size)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE initiatives_initiative")
    index, one = reverse("initiatives:index"), Initiative.objects.first()
    return {
        "list": index,
        "list, page 3": f"{index}?page=3",
        "list of an area": f"{index}?area={areas[0].slug}",
        "list by words": f"{index}?q=moestuin",
        "map": reverse("initiatives:index_map"),
        "page of one": one.get_absolute_url(),
        "page of an area": areas[0].get_absolute_url(),
    }


def report(found: dict[str, list[tuple[int, float]]]) -> int:
    """Print the table; returns 1 when a target is missed."""
    few, many = SIZES
    print(f"{'':16} queries {few:>6} → {many}   milliseconds {few:>6} → {many}")
    missed = 0
    for name, ((queries, short), (again, long)) in found.items():
        # Under five milliseconds more is noise, not growth.
        is_missed = queries != again or (long > MOST * short and long - short > 5)
        missed += is_missed
        print(
            f"{name:16} {queries:7} → {again:5}   {short:12.1f} → {long:8.1f}{'  MISSED' if is_missed else ''}"
        )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(measure_on_services(measure))
