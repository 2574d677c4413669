from celery import shared_task

from participation.surveys.actions import follow_clock


@shared_task(name="surveys.follow_clock")
def follow_clock_task() -> None:
    """Close surveys after their last day."""
    follow_clock()
