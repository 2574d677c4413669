import socket
from datetime import timedelta

from celery import shared_task
from celery.signals import before_task_publish
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from wijkportaal.foundation.operations.queries import CLOCK_SEEN, WORKER_SEEN, WORKERS_SEEN

# How long a worker that is silent is still named.
REMEMBERED = timedelta(days=1)


@shared_task(name="operations.show_life", acks_late=False)
def show_life() -> None:
    """Let the web see that the clock and a worker run."""
    now = timezone.now()
    cache.set(WORKER_SEEN, now.isoformat(), 120)
    seen = {name: at for name, at in cache.get(WORKERS_SEEN, {}).items() if now - at < REMEMBERED}
    cache.set(WORKERS_SEEN, seen | {socket.gethostname(): now}, None)


@before_task_publish.connect(sender="operations.show_life")
def note_tick(**_message) -> None:
    """Note that the clock ticks: nobody but the clock asks for a sign of life."""
    try:
        cache.set(CLOCK_SEEN, timezone.now(), None)
    except RedisError:  # the clock goes on, and says so when Redis is back
        return
