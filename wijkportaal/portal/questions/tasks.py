from celery import shared_task

from wijkportaal.portal.questions.actions import remind_handlers


@shared_task(name="questions.remind_handlers")
def remind_handlers_task() -> None:
    """Remind who answers questions of the raad; the clock asks a few times a day, a letter goes once."""
    remind_handlers()
