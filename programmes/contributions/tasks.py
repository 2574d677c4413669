from celery import shared_task

from programmes.contributions.actions import remind_of_deadlines


@shared_task(name="contributions.remind_of_deadlines")
def remind_of_deadlines_task() -> None:
    """Remind suppliers of their deadlines; the clock asks a few times a day, a letter goes once a day."""
    remind_of_deadlines()
