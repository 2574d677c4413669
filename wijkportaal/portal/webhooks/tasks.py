from celery import shared_task

from wijkportaal.foundation.jobs.registry import handles
from wijkportaal.portal.webhooks.actions import delivering, reading


@handles("webhooks.deliver")
def deliver(work) -> None:
    """Send what is due; each message is a transaction of its own, so this can be done again."""
    delivering.send_all()


@shared_task(name="webhooks.request_delivering")
def request_delivering() -> None:
    """Look what happened, and ask for it to be sent; the clock asks twice a minute, and makes no work of nothing."""
    reading.collect()
    delivering.request_delivering()
