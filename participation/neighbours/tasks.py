from celery import shared_task

from participation.neighbours.actions import follow_clock


@shared_task(name="neighbours.follow_clock")
def follow_clock_task() -> None:
    """Let notices expire, and ask before that whether they still hold."""
    follow_clock()
