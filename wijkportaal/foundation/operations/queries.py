import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache as kept

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.utils import timezone
from redis.exceptions import RedisError

from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import OPEN, STATES
from wijkportaal.foundation.mail.models import Letter

WORKER_SEEN = "operations:worker-seen"
# When each worker last showed life, by the name of its machine; and when the clock last asked for that.
WORKERS_SEEN = "operations:workers-seen"
CLOCK_SEEN = "operations:clock-seen"


@kept
def version() -> str:
    """Return the version of the portal."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


@dataclass(frozen=True)
class Readiness:
    """Which services answer. A portal without a worker still serves pages, so it is ready."""

    database: bool
    redis: bool
    worker: bool

    @property
    def is_ready(self) -> bool:
        return self.database and self.redis


def readiness() -> Readiness:
    """Ask the database, Redis and the worker (seen less than two minutes ago) for a sign of life."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        database = True
    except DatabaseError:
        database = False
    try:
        worker = cache.get(WORKER_SEEN) is not None
        redis = True
    except (RedisError, OSError):
        worker = redis = False
    return Readiness(database, redis, worker)


@dataclass(frozen=True)
class Backlog:
    """What waits: jobs by state, how long the oldest has waited, and unsent letters."""

    jobs: dict[str, int]
    oldest_seconds: float
    letters: int


def backlog(now: datetime | None = None) -> Backlog:
    """Return what waits for a worker; costs three queries."""
    now = now or timezone.now()
    counted = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    oldest = Job.objects.filter(state__in=OPEN, due_at__lte=now).aggregate(at=Min("due_at"))["at"]
    return Backlog(
        jobs={state: counted.get(state, 0) for state in STATES},
        oldest_seconds=(now - oldest).total_seconds() if oldest else 0.0,
        letters=Letter.objects.filter(sent_at=None, refused_at=None).count(),
    )


@dataclass(frozen=True)
class Signs:
    """When the clock ticked last, and when each worker was seen; empty without Redis."""

    clock: datetime | None
    workers: dict[str, datetime]


def signs_of_life() -> Signs:
    """Return what clock and workers showed last."""
    try:
        found = cache.get_many([CLOCK_SEEN, WORKERS_SEEN])
    except (RedisError, OSError):
        found = {}
    return Signs(found.get(CLOCK_SEEN), found.get(WORKERS_SEEN, {}))
