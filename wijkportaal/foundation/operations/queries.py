from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.utils import timezone
from redis.exceptions import RedisError

from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import OPEN, STATES
from wijkportaal.foundation.mail.models import Letter

WORKER_SEEN = "operations:worker-seen"


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
