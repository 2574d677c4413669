from celery import shared_task

from participation.consultations.actions.rounds import close_by_clock
from participation.consultations.actions.telling import tell_people as write_to_people
from participation.consultations.models import Consultation
from wijkportaal.foundation.jobs.registry import handles


@handles("consultations.tell_people")
def tell_people(work, *, consultation: int) -> None:
    """Write to who left an address what became of their wish."""
    found = Consultation.objects.select_related("area").get(pk=consultation)
    with work.finishing():
        write_to_people(found)


@shared_task(name="consultations.follow_clock")
def follow_clock_task() -> None:
    """Close the rounds of which the last day has gone by; the clock asks every hour."""
    close_by_clock()
