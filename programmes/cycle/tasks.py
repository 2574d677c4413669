from celery import shared_task

from programmes.cycle.actions import remind_keepers


@shared_task(name="cycle.remind_keepers")
def remind_keepers_task() -> None:
    """Remind who does a step that is due or late; the clock asks a few times a day, a letter goes once."""
    remind_keepers()
