"""One search over everything, at 100 and at 100,000 records in one run: queries and time.

    python -m benchmarks.search_speed

Starts PostgreSQL and Redis of its own. The records are signals that stand on the site and signals that do not, each as
long as a resident writes, in ten areas and from some thousands of words; they are indexed as the portal does it, which
is timed too. Asked are a rare word, a word that stands in a seventh of all records, two letters, two words, a typing error and words that
are nowhere, as a visitor, a wijkmanager of one area and a beheerder of all. Each number is the median of seven tries, of
finding and showing a page of results without drawing it.
"""

import sys
import time

from benchmarks.services import measure_on_services
from benchmarks.signal_speed import timed

SIZES = (100, 100_000)
AREAS = 10
# Milliseconds that an answer may take at most.
LONGEST = 200
ASKED = {
    "a rare word": "straat777",
    "a word of one in seven": "lantaarn",
    "two letters": "st",
    "two words": "lantaarn straat77",
    "a typing error": "lantraan starat77",
    "words that are nowhere": "zwembad molenwiek",
}


def measure() -> int:
    """Fill, look and print a table; returns 1 when queries grow or an answer takes too long."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    from areas.roles.queries import forget_roles  # noqa: PLC0415
    from tests.factories.roles import person_with  # noqa: PLC0415
    from tests.factories.territory import AreaFactory, GemeenteFactory  # noqa: PLC0415
    from wijkportaal.portal.search.actions import index_all_changes  # noqa: PLC0415
    from wijkportaal.portal.search.queries import PAGE_SIZE, Question, answer_to, results_of  # noqa: PLC0415

    root = GemeenteFactory()
    areas = [AreaFactory(parent=root) for _number in range(AREAS)]
    people = {
        "visitor": AnonymousUser(),
        "wijkmanager": person_with("area_manager", areas[0]),
        "beheerder": person_with("administrator", root),
    }

    def look(words: str, person) -> None:
        if person.is_authenticated:
            forget_roles(person)
        answer = answer_to(Question(words), person)
        results_of(answer.folds[:PAGE_SIZE], answer.wanted)

    found: dict[str, list[tuple[int, float]]] = {}
    for size in SIZES:
        fill(size, [area.pk for area in areas])
        began = time.perf_counter()
        number = index_all_changes()
        print(f"{number:,} changes indexed in {time.perf_counter() - began:.0f} s", flush=True)
        analyse()
        for who, person in people.items():
            for name, words in ASKED.items():
                found.setdefault(f"{name}, {who}", []).append(timed(lambda w=words, p=person: look(w, p)))
    print(f"\n| | {' | '.join(f'{size:,} records' for size in SIZES)} | ratio |\n|---|---|---|---|")
    for name, numbers in found.items():
        told = " | ".join(f"{queries} queries, {ms:.0f} ms" for queries, ms in numbers)
        print(f"| {name} | {told} | {numbers[-1][1] / numbers[0][1]:.1f} |")
    slowest = max(numbers[-1][1] for numbers in found.values())
    print(f"\nThe slowest answer took {slowest:.0f} ms; {LONGEST} ms at most.")
    return int(slowest > LONGEST)


def fill(size: int, areas: list[int]) -> None:
    """Make signals until there are so many: half of them on the site, the rest only for who works on them."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no history of what nobody did
        cursor.execute(
            """
            INSERT INTO signals_signal (public_id, area_id, kind, channel, title, text, place, latitude, longitude,
                wants_public, public_text, photo_public, route, state, analysis, board, received_at, due_on, verdict,
                reopened, reports, external_id, words, fingerprint, published_at)
            SELECT 'x' || n, (%(areas)s::bigint[])[1 + n %% 10], 'report', 'web', w.title, w.words, '',
                53 + (n %% 997) / 10000.0, 5 + (n %% 991) / 10000.0, false, w.words, false, '',
                CASE WHEN n %% 5 = 0 THEN 'new' ELSE 'done' END, '', '', now() - n * interval '10 minutes',
                current_date + (n %% 40)::int - 10, '', 0, 1, '', w.words, md5(w.words),
                CASE WHEN n %% 2 = 0 THEN now() END
            FROM generate_series((SELECT count(*) + 1 FROM signals_signal), %(size)s) AS n,
                LATERAL (SELECT (ARRAY['lantaarn','stoep','container','speeltoestel','fietspad','brug','heg'])[1 + n %% 7]
                    || ' in straat' || n %% 3000 AS title) AS t,
                LATERAL (SELECT t.title, t.title || repeat(' en dan staat hier nog wat iemand erover schrijft', 6)
                    || ' bij hoek' || n %% 2111 || ' in week' || n %% 52 || ' woord' || n %% 9001 AS words) AS w
            """,
            {"areas": areas, "size": size},
        )
        cursor.execute("SET session_replication_role = origin")
        cursor.execute(
            "INSERT INTO search_change (source, object_id)"
            " SELECT CASE WHEN published_at IS NULL THEN 'signal_work' ELSE 'signal' END, id FROM signals_signal"
            " WHERE id NOT IN (SELECT object_id FROM search_entry WHERE source LIKE 'signal%')"
        )


def analyse() -> None:
    """Let the database look at its tables, as it does by itself after a while."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_entry")
        cursor.execute("VACUUM ANALYZE search_word")
        cursor.execute("VACUUM ANALYZE search_change")
        cursor.execute("ANALYZE signals_signal")


if __name__ == "__main__":
    sys.exit(measure_on_services(measure))
