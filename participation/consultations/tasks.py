from celery import shared_task

from participation.consultations.actions.rounds import close_by_clock


@shared_task(name="consultations.follow_clock")
def follow_clock_task() -> None:
    """Close the rounds of which the last day has gone by; the clock asks every hour."""
    close_by_clock()
