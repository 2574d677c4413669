from celery import shared_task

from participation.signals.actions import handling, keeping
from wijkportaal.foundation.jobs.registry import handles


@handles("signals.tell_senders")
def tell_senders(work, *, steps: list[int]) -> None:
    """Write to the senders of signals what happened to them."""
    with work.finishing():
        handling.tell_senders(steps)


@shared_task(name="signals.remind_workers")
def remind_workers() -> None:
    """Write to who is late; the clock asks a few times a day, a letter goes once a week."""
    keeping.remind_workers()
