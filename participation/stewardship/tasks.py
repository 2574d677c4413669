from celery import shared_task

from participation.stewardship.actions import remind


@shared_task(name="stewardship.remind")
def remind_task() -> None:
    """Remind of agreements that end soon."""
    remind()
