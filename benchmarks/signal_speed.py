"""The inbox and the search for what looks alike, at 100 and at 100,000 signals: queries and time.

    python -m benchmarks.signal_speed

Starts PostgreSQL and Redis of its own. The signals are made by one statement, in ten areas and from a few hundred words,
so that many look alike: that is the hard case. Each number is the median of seven tries. The page is asked for as a
wijkmanager of one area and as a beheerder of all.

Then 10,000 people hand in the same, one by one and by the action that the site uses: each costs what the first did, and
what they become is looked at and merged. Last 10,000 that are too short to be merged by themselves are merged in one go.
"""

import statistics
import sys
import time

from benchmarks.services import measure_on_services

SIZES = (100, 100_000)
TRIES = 7
AREAS = 10
# Milliseconds that the search may take at most.
LONGEST = 300
FLOOD = 10_000
# Of a flood the first and the last so many are compared; the last may take so many times as long.
COMPARED, NO_SLOWER = 500, 2


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
    holds = flood(areas[0], clients["wijkmanager"])
    return int(grows or not holds or found["what looks alike"][-1][1] > LONGEST)


def flood(area, client) -> bool:
    """Let many say the same and print what that costs; returns whether the last hands in as fast as the first."""
    from django.urls import reverse  # noqa: PLC0415

    from participation.signals.actions.intake import receive_signal  # noqa: PLC0415
    from participation.signals.actions.merging import merge_same, merge_signals  # noqa: PLC0415
    from participation.signals.models import Channel, Signal  # noqa: PLC0415
    from participation.signals.queries.likeness import alike_to  # noqa: PLC0415

    every, text = Signal.objects.all(), "Er ligt al weken grofvuil bij de containers achter de winkels"
    took = []
    for _number in range(FLOOD):
        began = time.perf_counter()
        receive_signal(area, text, by=None, channel=Channel.WEB)
        took.append(1000 * (time.perf_counter() - began))
    lead = every.get(area=area, reports=FLOOD, lead=None)
    other = receive_signal(area, "Afval achter de winkels", by=None, channel=Channel.WEB)
    rows = {
        f"one of {FLOOD:,} of the same is handed in": f"{statistics.median(took[:COMPARED]):.0f} ms first, "
        f"{statistics.median(took[-COMPARED:]):.0f} ms last",
    }
    page = reverse("signals:overview", args=[lead.public_id])
    for name, act in {
        "the inbox then": lambda: client.get(reverse("signals:inbox")),
        "the page of what they became": lambda: client.get(page),
        "what looks alike to it": lambda: alike_to(lead, every),
    }.items():
        queries, ms = timed(act)
        rows[name] = f"{queries} queries, {ms:.0f} ms"
    rows["merging it with another"] = once(lambda: merge_signals([lead], other, by=None))
    receive_signal(area, "Lantaarn stuk", by=None, channel=Channel.WEB)
    short = every.filter(area=area).latest("pk")
    fields = ["area", "title", "text", "channel", "words", "fingerprint", "due_on"]
    copied = {name: getattr(short, name) for name in fields}
    Signal.objects.bulk_create(Signal(**copied) for _number in range(FLOOD))
    rows[f"merging {FLOOD:,} of the same in one go"] = once(lambda: merge_same(short, every, by=None))
    print(f"\n| {FLOOD:,} of the same | |\n|---|---|")
    for name, said in rows.items():
        print(f"| {name} | {said} |")
    return statistics.median(took[-COMPARED:]) <= NO_SLOWER * statistics.median(took[:COMPARED])


def once(act) -> str:
    """Return how long something took that can be done one time."""
    began = time.perf_counter()
    act()
    return f"{1000 * (time.perf_counter() - began):.0f} ms"


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
    sys.exit(measure_on_services(measure))
