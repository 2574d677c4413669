from celery import shared_task

from participation.taskgroups.actions import tidy


@shared_task(name="taskgroups.tidy")
def tidy_task() -> None:
    """Forget unanswered invitations; the clock asks once a day."""
    tidy()
