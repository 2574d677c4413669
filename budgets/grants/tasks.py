from celery import shared_task

from budgets.grants.actions.deciding import remind


@shared_task(name="grants.remind")
def remind_task() -> None:
    """Remind who must decide, answer or account; the clock asks a few times a day, a letter goes once."""
    remind()
