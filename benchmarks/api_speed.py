"""Lists of the API beside a bare list of Django REST framework, on the same server in the same run.

    python -m benchmarks.api_speed

Starts PostgreSQL, Redis and gunicorn (as `./portaal` does) of its own, with 3,000 projects. Asks for the first page of thirty
in turns: the bare list, the list of the API as everybody gets it, and the list with a token, which is made anew each
time. Tells requests per second and the ratio to the bare list.
"""

import os
import statistics
import sys
import time

from benchmarks.services import measure_on_services
from benchmarks.serving import ask, connect, serving

ROUNDS = 5
SECONDS = 2.0
LEAST = 0.5
PROJECTS = 3_000


def main() -> int:
    os.environ |= {"PORTAAL_HOSTS": "127.0.0.1", "PORTAAL_DEMO": "1", "PORTAAL_TILES": "0"}
    return measure_on_services(measure)


def measure() -> int:
    """Fill, start the server, measure in turns and print a table; returns 1 when a list is under half the floor."""
    headers = {"Authorization": f"Bearer {fill()}"}
    with serving("benchmarks.api_settings"):
        ways = {
            "a bare list of DRF": ("/vloer/api", {}),
            "list for everybody": ("/api/v1/projecten", {}),
            "list with a token": ("/api/v1/projecten", headers),
        }
        speeds: dict[str, list[float]] = {name: [] for name in ways}
        for _round in range(ROUNDS):
            for name, (path, sent) in ways.items():
                speeds[name].append(requests_per_second(path, sent))
    floor = statistics.median(speeds["a bare list of DRF"])
    print("| | requests per second | of the bare list |\n|---|---|---|")
    for name, found in speeds.items():
        print(f"| {name} | {statistics.median(found):.0f} | {statistics.median(found) / floor:.2f} |")
    return int(min(statistics.median(found) for found in speeds.values()) < LEAST * floor)


def fill() -> str:
    """Make projects and somebody with a token; returns its text."""
    from datetime import timedelta  # noqa: PLC0415 - Django first

    from django.utils import timezone  # noqa: PLC0415

    from tests.factories.people import PersonFactory  # noqa: PLC0415
    from tests.factories.projects import ThemeFactory, make_projects  # noqa: PLC0415
    from tests.factories.territory import AreaFactory, GemeenteFactory  # noqa: PLC0415
    from wijkportaal.foundation.api.actions import make_token  # noqa: PLC0415

    area = AreaFactory(parent=GemeenteFactory())
    make_projects(PROJECTS, area=area, theme=ThemeFactory(), published_at=timezone.now())
    until = timezone.localdate() + timedelta(days=1)
    return make_token("Meting", scopes=["read"], valid_until=until, by=PersonFactory())[1]


def requests_per_second(path: str, headers: dict[str, str]) -> float:
    """Ask again and again over one connection."""
    connection = connect()
    ask(connection, path, headers)
    number, until = 0, time.perf_counter() + SECONDS
    began = time.perf_counter()
    while time.perf_counter() < until:
        if ask(connection, path, headers) != 200:
            raise SystemExit(f"{path} did not answer with 200.")
        number += 1
    return number / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
