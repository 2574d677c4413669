"""The inbox and the search for what looks alike, at 100 and at 100,000 signals: queries and time.

    python -m benchmarks.signal_speed

Starts PostgreSQL and Redis of its own. The signals are made by one statement, in ten areas and from a few hundred words,
so that many look alike: that is the hard case. Each number is the median of seven tries. The page is asked for as a
wijkmanager of one area and as a beheerder of all.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100, 100_000)
TRIES = 7
AREAS = 10
# Milliseconds that the search may take at most.
LONGEST = 300


def main() -> int:
    sys.path.insert(0, str(ROOT))
    from wijkportaal.launcher.supervision import start_throwaway_services  # noqa: PLC0415

    services = start_throwaway_services()
    try:
        os.environ.update(services.environment)
        os.environ |= {"DJANGO_SETTINGS_MODULE": "wijkportaal.settings", "PORTAAL_LOG_LEVEL": "WARNING"}
        subprocess.run([sys.executable, "manage.py", "migrate", "--no-input", "-v0"], check=True, cwd=ROOT)
        import django  # noqa: PLC0415

        django.setup()
        return measure()
    finally:
        services.stop()


def measure() -> int:
    """Fill, look and print a table; returns 1 when queries grow or the search takes too long."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from participation.signals.models import Signal  # noqa: PLC0415
    from participation.signals.queries.likeness import alike_to  # noqa: PLC0415
    from tests.factories.roles import person_with  # noqa: PLC0415
    from tests.factories.territory import AreaFactory, GemeenteFactory  # noqa: PLC0415

    settings.ALLOWED_HOSTS, settings.FORCE_SECOND_FACTOR = ["*"], False
    root = GemeenteFactory()
    areas = [AreaFactory(parent=root) for _number in range(AREAS)]
    clients = {}
    for who, person in {
        "wijkmanager": person_with("area_manager", areas[0]),
        "beheerder": person_with("administrator", root),
    }.items():
        clients[who] = Client()
        clients[who].force_login(person, backend="wijkportaal.foundation.people.backends.SignInBackend")
    found: dict[str, list[tuple[int, float]]] = {}
    for size in SIZES:
        fill(size, [area.pk for area in areas])
        signal = Signal.objects.filter(area=areas[0], lead=None).order_by("-received_at").first()
        for who, client in clients.items():
            for name, query in (("the inbox", ""), ("words in it", "?q=lantaarn+straat7")):
                address = reverse("signals:inbox") + query
                found.setdefault(f"{name}, {who}", []).append(timed(lambda c=client, a=address: c.get(a)))
        every = Signal.objects.all()
        found.setdefault("what looks alike", []).append(timed(lambda s=signal, e=every: alike_to(s, e)))
    print(f"| | {' | '.join(f'{size:,} signals' for size in SIZES)} |\n|---|---|---|")
    for name, numbers in found.items():
        print(f"| {name} | {' | '.join(f'{queries} queries, {ms:.0f} ms' for queries, ms in numbers)} |")
    grows = any(len({queries for queries, _ms in numbers}) > 1 for numbers in found.values())
    return int(grows or found["what looks alike"][-1][1] > LONGEST)


def timed(act) -> tuple[int, float]:
    """Return how many queries something takes and the median of its milliseconds, once it is warm."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    queries = len(asked)  # a later request empties what was asked
    took = []
    for _try in range(TRIES):
        began = time.perf_counter()
        act()
        took.append(1000 * (time.perf_counter() - began))
    return queries, statistics.median(took)


def fill(size: int, areas: list[int]) -> None:
    """Make signals until there are so many: spread over areas, days and places, of words that come back."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no history of what nobody did
        cursor.execute(
            """
            INSERT INTO signals_signal (public_id, area_id, kind, channel, title, text, place, latitude, longitude,
                wants_public, public_text, photo_public, route, state, analysis, board, received_at, due_on, verdict,
                reopened, reports, external_id, words, fingerprint)
            SELECT 'x' || n, (%(areas)s::bigint[])[1 + n %% 10], 'report', 'web', 'Signaal ' || n, w.words, '',
                53 + (n %% 997) / 10000.0, 5 + (n %% 991) / 10000.0, false, '', false, '',
                CASE WHEN n %% 5 = 0 THEN 'new' ELSE 'done' END, '', '', now() - n * interval '10 minutes',
                current_date + (n %% 40)::int - 10, '', 0, 1, '', w.words, md5(w.words)
            FROM generate_series((SELECT count(*) + 1 FROM signals_signal), %(size)s) AS n,
                LATERAL (SELECT (ARRAY['lantaarn','stoep','container','speeltoestel','fietspad','brug','heg'])[1 + n %% 7]
                    || ' straat' || n %% 300 || ' hoek' || n %% 211 || ' stuk week' || n %% 52 AS words) AS w
            """,
            {"areas": areas, "size": size},
        )
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE signals_signal")


if __name__ == "__main__":
    sys.exit(main())
