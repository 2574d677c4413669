from celery import shared_task

from participation.initiatives.actions import handling


@shared_task(name="initiatives.remind")
def remind_task() -> None:
    """Write to who still has to say whether something can be done, and to who has to decide."""
    handling.remind()
