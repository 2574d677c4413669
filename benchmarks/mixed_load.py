"""Fifty requests a second for two minutes, as visitors and programs mix them: pages, lists, records, signals handed in.

    python -m benchmarks.mixed_load [--seconds 120] [--rate 50]

Starts PostgreSQL, Redis and gunicorn (as `./portaal` does) of its own, with 300 areas and 3,000 projects. Requests begin at
their time whether the ones before are answered or not, and the wait counts from that time: a server that falls
behind cannot hide it. Signals are handed in meanwhile, and each project is somebody else's. Fails on an error, and when 95 of
a hundred are not answered within 800 milliseconds.
"""

import argparse
import itertools
import json
import os
import random
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.services import measure_on_services
from benchmarks.serving import ask, connect, serving

AREAS, PROJECTS = 300, 3_000
CLIENTS = 64
LONGEST = 800
SIGNAL = {"tekst": "De lantaarn is stuk.", "soort": "melding"}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=120)
    asked.add_argument("--rate", type=int, default=50)
    options = asked.parse_args()
    os.environ |= {"PORTAAL_HOSTS": "127.0.0.1", "PORTAAL_DEMO": "1", "PORTAAL_TILES": "0"}
    return measure_on_services(lambda: measure(options.rate, options.seconds))


def measure(rate: int, seconds: int) -> int:
    token, areas, projects = fill()
    wish = wishes(token, areas, projects)
    with serving("benchmarks.api_settings"):
        for _kind, path, headers, body in itertools.islice(wish, 60):
            ask(connect(), path, headers, body)
        found = send(wish, rate, seconds)
    return report(found)


def fill() -> tuple[str, list[str], list]:
    """Make areas, projects and somebody with a token; returns its text, the areas by their ids and the projects."""
    from datetime import timedelta  # noqa: PLC0415 - Django first

    from django.utils import timezone  # noqa: PLC0415

    from tests.factories.people import PersonFactory  # noqa: PLC0415
    from tests.factories.projects import ThemeFactory, make_projects  # noqa: PLC0415
    from tests.factories.territory import GemeenteFactory, make_areas, square  # noqa: PLC0415
    from wijkportaal.foundation.api.actions import make_token  # noqa: PLC0415

    areas = make_areas(AREAS, parent=GemeenteFactory(border=square(5.0, 53.0, 1.0)))
    made = make_projects(PROJECTS, area=areas, theme=ThemeFactory(), published_at=timezone.now())
    until = timezone.localdate() + timedelta(days=1)
    token = make_token("Meting", scopes=["read", "write"], valid_until=until, by=PersonFactory())[1]
    return token, [area.slug for area in areas], made


def wishes(token: str, areas: list[str], projects: list):
    """Yield what is asked, without end: a kind, a path, headers, a body. The same every time."""
    chance = random.Random(1)
    known = {"Authorization": f"Bearer {token}"}
    for number in itertools.count():
        area, project, page = chance.choice(areas), chance.choice(projects), chance.randint(1, 60)
        kind, path, headers, body = chance.choices(
            (
                ("page", "/", {}, None),
                ("page", f"/gebieden/{area}", {}, None),
                ("page", project.get_absolute_url(), {}, None),
                ("page", "/projecten", {}, None),
                ("list", f"/api/v1/projecten?page={page}", {}, None),
                ("list", f"/api/v1/gebieden?pageSize=30&page={1 + page % 10}", {}, None),
                ("list with a token", f"/api/v1/projecten?gebied={area}", known, None),
                ("list with a token", "/api/v1/signalen", known, None),
                ("record", f"/api/v1/projecten/{project.public_id}", {}, None),
                ("record in RD", f"/api/v1/gebieden/{area}", {"Accept-Crs": "EPSG:28992"}, None),
                (
                    "signal",
                    "/api/v1/signalen",
                    {
                        **known,
                        "Content-Type": "application/json",
                        "Idempotency-Key": f"meting-{number}",
                    },
                    json.dumps({**SIGNAL, "gebied": area, "tekst": f"Lantaarn {number} is stuk."}),
                ),
            ),
            weights=(5, 15, 15, 5, 15, 5, 10, 5, 15, 5, 5),
        )[0]
        yield kind, path, headers, body


def send(wish, rate: int, seconds: int) -> list[tuple[str, int, float]]:
    """Ask `rate` times a second; returns the kind, the status and the milliseconds of each."""
    mine, found = threading.local(), []

    def one(kind: str, path: str, headers: dict, body: str | None, due: float) -> None:
        if not hasattr(mine, "connection"):
            mine.connection = connect()
        try:
            status = ask(mine.connection, path, headers, body)
        except OSError:
            mine.connection, status = connect(), 0
        found.append((kind, status, 1000 * (time.perf_counter() - due)))

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for number in range(rate * seconds):
            due = began + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            pool.submit(one, *next(wish), due)
    return found


def report(found: list[tuple[str, int, float]]) -> int:
    """Print what came of it; returns 1 when something failed or was too slow."""
    wrong = [(kind, status) for kind, status, _ms in found if not 200 <= status < 400]
    print("| what | how many | median ms | 95 % within ms | slowest ms |\n|---|---|---|---|---|")
    for name in [*sorted({kind for kind, _status, _ms in found}), "all"]:
        took = sorted(ms for kind, _status, ms in found if name in {kind, "all"})
        late = took[max(0, -(-len(took) * 95 // 100) - 1)]
        print(f"| {name} | {len(took)} | {statistics.median(took):.0f} | {late:.0f} | {took[-1]:.0f} |")
    print(f"\n{len(wrong)} of {len(found)} failed{': ' + str(sorted(set(wrong))) if wrong else ''}.")
    return int(bool(wrong) or late > LONGEST)


if __name__ == "__main__":
    sys.exit(main())
