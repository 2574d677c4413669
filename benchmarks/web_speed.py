"""Requests per second of the public pages, against a bare Django view on the same server.

    python -m benchmarks.web_speed

Starts PostgreSQL and Redis of its own, fills them with 30 and then 3,000 projects in one area, starts gunicorn
as the portal does (2 processes × 4 threads) and asks for each page in turns of less than a second, one page after
another, with eight persistent connections; the median of the turns counts. Only the ratios count; the client shares
the cores with the server. It ends within `--budget` seconds: what starting and filling leave is divided over the
measurements.

Two tables: as visitors get the pages (shared until something is written), which the targets are about, and with
every page made anew for every request, which shows what the sharing hides.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from benchmarks.services import ROOT, throwaway_services

CONNECTIONS = 8
SIZES = (30, 3000)
PORT = 18473
# What ending costs, and starting the server for a next step, in seconds.
STOPPING, STARTING = 6, 4
# Seconds that a step needs to tell anything.
SMALLEST = 15
# A page is asked for in so many turns of so many seconds; before that, in each thread of the server.
TURNS, SHORTEST, LONGEST, WARMING = 9, 0.3, 2.0, 8


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--budget", type=float, default=150.0, help="seconds after which it has to be done")
    options = parser.parse_args()
    until = time.monotonic() + options.budget - STOPPING
    with (
        tempfile.TemporaryDirectory() as static,
        throwaway_services(PORTAAL_STATIC_ROOT=static, DJANGO_SETTINGS_MODULE="benchmarks.floor_settings"),
    ):
        return measure(until)


def measure(until: float) -> int:
    """Fill, serve, ask and print; returns 1 when a target is missed."""
    tell("making the tables")
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    from pghistory.models import Context  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    Context.install_pgh_attach_context_func()
    call_command("collectstatic", interactive=False, verbosity=0)
    add_themes()
    found: dict[str, dict[int, dict[str, float]]] = {"shared": {}, "fresh": {}}
    steps = [(size, kind) for size in SIZES for kind in found]
    for number, (size, kind) in enumerate(steps):
        left = until - time.monotonic()
        if kind == "fresh" and left < (len(steps) - number) * SMALLEST:
            tell(f"{size} projects, {kind} pages: left out, this machine is too busy to do it in time")
            continue
        tell(f"{size} projects, {kind} pages ({number + 1} of {len(steps)}); {left:.0f} seconds left")
        pages = fill(size)
        server = serve(kind)
        try:
            share = (until - time.monotonic()) / (len(steps) - number) - STARTING
            found[kind][size] = ask_in_turns(pages, until=time.monotonic() + share)
        finally:
            server.terminate()
            server.wait(10)
    missed = report("As visitors get them", found["shared"])
    if len(found["fresh"]) == len(SIZES):
        report("Made anew for every request", found["fresh"])
    return int(missed)


def tell(step: str) -> None:
    """Say on the other channel what is going on, so that the tables can be redirected."""
    print(f"… {step}", file=sys.stderr, flush=True)


def add_themes() -> None:
    """Bring in the first themes, as the migrations do."""
    from areas.themes.catalogue import FIRST_THEMES  # noqa: PLC0415
    from areas.themes.models import Theme  # noqa: PLC0415

    Theme.objects.bulk_create(
        Theme(name=name, slug=slug, icon=icon, colour=colour, position=position)
        for position, (name, slug, icon, colour) in enumerate(FIRST_THEMES, start=1)
    )


def fill(size: int) -> dict[str, str]:
    """Bring the number of published projects of one area to `size`; return the pages to ask for."""
    from django.utils import timezone  # noqa: PLC0415

    from areas.territory.models import Area  # noqa: PLC0415
    from areas.themes.models import Theme  # noqa: PLC0415
    from programmes.projects.models import Project  # noqa: PLC0415
    from programmes.yearly.models import Entry, Part, Programme  # noqa: PLC0415
    from tests.factories.territory import AreaFactory, square  # noqa: PLC0415
    from wijkportaal.foundation.audit.actions import renew_revision  # noqa: PLC0415

    year = timezone.localdate().year
    area = Area.objects.filter(slug="meetwijk").first()
    if area is None:
        root = AreaFactory(name="Meetgemeente", kind="gemeente", border=square(5.0, 53.0, 0.2))
        area = AreaFactory(name="Meetwijk", parent=root, border=square(5.05, 53.05, 0.05))
    programme, created = Programme.objects.get_or_create(
        area=area,
        year=year,
        defaults={"title": "Meetprogramma", "state": "published", "published_at": timezone.now()},
    )
    if created:
        Part.objects.create(
            programme=programme, kind="foreword", title="Voorwoord", text="<p>Beste bewoner,</p>" * 4
        )
    themes = list(Theme.objects.all()[:8])
    have = Project.objects.count()
    made = Project.objects.bulk_create(
        Project(
            area=area,
            theme=themes[n % len(themes)],
            title=f"Veilig oversteken bij hoek {n}",
            what="<p>Er komt een zebrapad met licht, een breder trottoir en een bank.</p>",
            summary="Er komt een zebrapad met licht, een breder trottoir en een bank.",
            street=f"Schoolstraat {n}",
            place={"type": "Point", "coordinates": [5.06 + n % 40 / 1000, 53.06 + n % 37 / 1000]},
            marker_longitude=5.06 + n % 40 / 1000,
            marker_latitude=53.06 + n % 37 / 1000,
            start_year=year,
            start_quarter=1 + n % 4,
            state=("planned", "running", "done")[n % 3],
            published_at=timezone.now(),
        )
        for n in range(have, size)
    )
    Entry.objects.bulk_create(
        Entry(
            programme=programme,
            project=project,
            number=have + n + 1,
            promise="Aan het eind van het jaar is het klaar.",
        )
        for n, project in enumerate(made)
    )
    # What visitors shared before is old now, as after every write through an action.
    renew_revision()
    return {
        "vloer": "/vloer",
        "gebied": area.get_absolute_url(),
        "programma": programme.get_absolute_url(),
        "projecten": "/projecten",
    }


def serve(kind: str) -> subprocess.Popen:
    """Start gunicorn as `./portaal up` does, and wait until it answers."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "wijkportaal.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", "2",
         "--worker-class", "gthread", "--threads", "4", "--keep-alive", "30", "--log-level", "warning"],
        cwd=ROOT,
        env=os.environ | {"PORTAAL_LOG_LEVEL": "WARNING", "BENCHMARK_PAGES": kind},
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if get(connect(), "/vloer") == 200:
                return server
        except OSError:
            time.sleep(0.2)
    server.terminate()
    raise SystemExit("The server did not answer within 30 seconds.")


def connect() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)


def get(connection: http.client.HTTPConnection, address: str) -> int:
    connection.request("GET", address, headers={"Accept-Encoding": "identity"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def ask_in_turns(pages: dict[str, str], *, until: float) -> dict[str, float]:
    """Return the median requests per second of each page; raises when a page does not answer 200."""
    for name, address in pages.items():
        for _warm in range(WARMING):
            if (status := get(connect(), address)) != 200:
                raise SystemExit(f"{name} ({address}) answers {status}")
    rates: dict[str, list[float]] = {name: [] for name in pages}
    turn = max(SHORTEST, min(LONGEST, (until - time.monotonic()) / TURNS / len(pages)))
    while not rates["vloer"] or time.monotonic() + turn * len(pages) < until:
        for name, address in pages.items():
            rates[name].append(rate_of(address, turn))
    return {name: statistics.median(turns) for name, turns in rates.items()}


def rate_of(address: str, seconds: float) -> float:
    """Ask for one page over and over on eight connections; return requests per second."""
    counts = [0] * CONNECTIONS
    stop = time.monotonic() + seconds

    def ask(number: int) -> None:
        connection = connect()
        while time.monotonic() < stop:
            if get(connection, address) != 200:
                raise RuntimeError(address)
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun)


def report(title: str, found: dict[int, dict[str, float]]) -> bool:
    """Print a table; tell whether a page is under half of the floor, or slower with 100 times the rows."""
    small, large = SIZES
    print(f"\n{title}\n")
    print(
        f"| page | {small} projects | {large} projects | of the floor at {small} | at {large} | {large} / {small} |"
    )
    print("|---|---:|---:|---:|---:|---:|")
    missed = False
    for name in found[small]:
        few, many = found[small][name], found[large][name]
        of_few, of_many = few / found[small]["vloer"], many / found[large]["vloer"]
        print(f"| {name} | {few:.0f}/s | {many:.0f}/s | {of_few:.2f} | {of_many:.2f} | {many / few:.2f} |")
        # A tenth is the noise of a machine with two cores that also runs the client.
        missed = missed or (name != "vloer" and (min(of_few, of_many) < 0.5 or many / few < 0.9))
    print(
        "Targets: at least 0.50 of the floor; no slower with 100 times the rows.",
        "MISSED" if missed else "Met.",
    )
    return missed


if __name__ == "__main__":
    sys.exit(main())
