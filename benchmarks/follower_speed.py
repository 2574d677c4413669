"""One piece of news for 50 and for 50,000 followers of an area: jobs in the queue, statements, and time to put in line.

    python -m benchmarks.follower_speed

Starts PostgreSQL and Redis of its own. Spreading the news must be one statement and one job at both sizes, and writing
the mail of the first 250 followers may not take twice as long when 50,000 wait.
"""

import sys
import time

from benchmarks.services import measure_on_services

SIZES = (50, 50_000)
AT_ONCE = 250
MOST = 2.0


def measure() -> int:
    """Fill, tell, spread, write and print; returns 1 when a target is missed."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from participation.subscriptions import actions  # noqa: PLC0415
    from participation.subscriptions.models import Pending  # noqa: PLC0415
    from tests.factories.territory import GemeenteFactory  # noqa: PLC0415
    from wijkportaal.foundation.jobs.models import Job  # noqa: PLC0415

    area = GemeenteFactory(name="Rietwolde", slug="rietwolde")
    rows, known = [], 0
    for size in SIZES:
        fill(size - known, start=known)
        known = size
        before = Job.objects.count()
        news = actions.tell_followers(
            "area", area.slug, key=f"speed:{size}", title="Nieuws", url="/", area=area, by=None
        )
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as statements:
            reached = actions.spread_news(news)
        spread = time.perf_counter() - started
        jobs = Job.objects.count() - before
        started = time.perf_counter()
        actions.send_digests(limit=AT_ONCE)
        rows.append(
            (
                size,
                reached,
                jobs,
                len(statements),
                spread,
                (time.perf_counter() - started) / min(size, AT_ONCE),
            )
        )
        Pending.objects.all().delete()
    print(
        "| followers | reached | jobs | statements | spread (s) | mail of one (ms) |\n|---|---|---|---|---|---|"
    )
    for size, reached, jobs, statements, spread, each in rows:
        print(f"| {size:,} | {reached:,} | {jobs} | {statements} | {spread:.2f} | {each * 1000:.2f} |")
    few, many = rows
    failed = few[2:4] != many[2:4] or many[5] > MOST * few[5] or many[1] != SIZES[1]
    return int(failed)


def fill(number: int, *, start: int) -> None:
    """Add followers of the area, who want to hear at once."""
    from django.utils import timezone  # noqa: PLC0415

    from participation.subscriptions.models import Follower, Subscription  # noqa: PLC0415

    followers = Follower.objects.bulk_create(
        (Follower(email=f"volger{start + each}@voorbeeld.example") for each in range(number)), batch_size=5000
    )
    since = timezone.now()
    Subscription.objects.bulk_create(
        (
            Subscription(
                follower=follower, kind="area", ident="rietwolde", rhythm="at_once", confirmed_at=since
            )
            for follower in followers
        ),
        batch_size=5000,
    )


if __name__ == "__main__":
    sys.exit(measure_on_services(measure))
