from time import monotonic

from celery import shared_task
from django.utils.translation import gettext as _

from programmes.editions import actions
from programmes.editions.documents import print_brochure
from programmes.editions.queries import PRINT_JOB, brochure_of, final_edition
from programmes.yearly.models import Programme
from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import JobFailed, handles

# Seconds between two reports: the page asks once a second.
REPORT_EVERY = 0.5


@handles(PRINT_JOB)
def print_edition(work: Work, *, programme: int, variant: str) -> None:
    """Make a brochure and keep it. What was published and printed is never made again."""
    found = Programme.objects.filter(pk=programme).first()
    if found is None:
        raise JobFailed(_("Dit programma bestaat niet meer."))
    if found.is_published and final_edition(found, variant):
        with work.finishing(_("De brochure was er al.")):
            return
    work.report(message=_("De teksten, foto’s en kaart worden verzameld."))
    brochure = brochure_of(found)
    printed = print_brochure(brochure, variant=variant, report=Pages(work, len(brochure.projects)))
    work.report(message=_("De brochure wordt bewaard."))
    file = actions.keep_file(printed)
    with work.finishing(_("%(pages)s bladzijden") % {"pages": printed.pages}) as job:
        actions.keep_edition(
            found,
            printed,
            variant=variant,
            file=file,
            was_published=not brochure.proof,
            by=job.requested_by,
        )
    if work.job.requested_by is None:
        actions.request_missing_editions()


class Pages:
    """Tells a job's page how far the layout is. How many pages there will be is a guess until it is done."""

    def __init__(self, work: Work, projects: int) -> None:
        self.work = work
        self.expected = 10 + projects // 2
        self.told_at = 0.0

    def __call__(self, page: int) -> None:
        if monotonic() - self.told_at < REPORT_EVERY:
            return
        self.told_at = monotonic()
        self.expected = max(self.expected, page + 2)
        self.work.report(
            done=page,
            total=self.expected,
            message=_("Bladzijde %(page)s wordt opgemaakt.") % {"page": page},
        )


@shared_task(name="editions.print_published")
def print_published() -> None:
    """Have the brochures made of programmes that were published since."""
    actions.request_missing_editions()
