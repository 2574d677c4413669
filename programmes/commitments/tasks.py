from celery import shared_task

from programmes.commitments.actions import remind_keepers


@shared_task(name="commitments.remind_keepers")
def remind_keepers_task() -> None:
    """Remind who watches over what is due or late; the clock asks a few times a day, a letter goes once."""
    remind_keepers()
