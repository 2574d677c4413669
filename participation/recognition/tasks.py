from celery import shared_task
from django.utils.translation import gettext as _

from areas.organisations.queries import served_areas
from participation.recognition.actions import deciding, recruiting
from participation.recognition.documents import print_kit
from participation.recognition.models import Recruitment
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import handles


@handles(recruiting.DRAW_JOB)
def draw_kit(work: Work, *, recruitment: int) -> None:
    """Make the poster, the flyer and the picture of a panel that looks for members."""
    found = Recruitment.objects.select_related("organisation").get(pk=recruitment)
    made = print_kit(found, gemeente(), next(iter(served_areas(found.organisation)), None))
    with work.finishing(_("Poster, flyer en beeld zijn klaar.")):
        recruiting.keep_kit(found, made, version=found.version)


@shared_task(name="recognition.follow_clock")
def follow_clock_task() -> None:
    """Let recognitions expire, and remind of those that soon will."""
    deciding.follow_clock()
