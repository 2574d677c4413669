from celery import shared_task
from django.utils import timezone

from programmes.analysis.actions import remind_of_judgements
from programmes.analysis.queries import requests_to_remind


@shared_task(name="analysis.remind_of_judgements")
def remind_of_judgements_task() -> None:
    """Remind who was asked for a judgement; the clock asks a few times a day, a letter goes once a day."""
    remind_of_judgements(requests_to_remind(timezone.localdate()), by=None)
