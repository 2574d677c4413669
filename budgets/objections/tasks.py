from celery import shared_task

from budgets.objections.actions import remind


@shared_task(name="objections.remind")
def remind_task() -> None:
    """Remind who answers objections; the clock asks a few times a day, a letter goes once."""
    remind()
