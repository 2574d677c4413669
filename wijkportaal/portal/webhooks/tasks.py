from celery import shared_task

from wijkportaal.foundation.jobs.registry import handles
from wijkportaal.portal.webhooks.actions import delivering, reading


@handles("webhooks.deliver")
def deliver(work) -> None:
    """Look what happened and send it; each message is a transaction of its own, so this can be done again."""
    reading.collect()
    work.report()
    delivering.send_all()


@shared_task(name="webhooks.request_delivering")
def request_delivering() -> None:
    """Ask for what happened to be sent while there are webhooks; the clock asks twice a minute."""
    delivering.request_delivering()
