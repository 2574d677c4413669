from celery import shared_task

from participation.exchange.actions import sending
from wijkportaal.foundation.jobs.registry import handles


@handles("exchange.exchange")
def exchange(work) -> None:
    """Put in line, send and look; each signal is a transaction of its own, so this can be done again."""
    sending.collect()
    sending.send_all()
    work.report()
    sending.look_all()


@shared_task(name="exchange.request_exchange")
def request_exchange() -> None:
    """Ask for the exchange with other systems when there is something to do; the clock asks every minute."""
    sending.request_exchange()
