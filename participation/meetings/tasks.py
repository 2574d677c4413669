from celery import shared_task

from participation.meetings.actions import keeping


@shared_task(name="meetings.follow_clock")
def follow_clock_task() -> None:
    """Set what is over to held, and remind who comes tomorrow; the clock asks a few times an hour."""
    keeping.follow_clock()
    keeping.remind_guests()
