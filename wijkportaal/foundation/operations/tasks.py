from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from wijkportaal.foundation.operations.queries import WORKER_SEEN


@shared_task(name="operations.show_life", acks_late=False)
def show_life() -> None:
    """Let the web see that the clock and a worker run."""
    cache.set(WORKER_SEEN, timezone.now().isoformat(), 120)
