from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.decisions.actions import keep_letter
from budgets.decisions.documents import print_letter
from budgets.decisions.models import Decision
from budgets.decisions.queries import LETTER_JOB, for_list
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import JobFailed, handles


@handles(LETTER_JOB)
def make_letter(work: Work, *, decision: int) -> None:
    """Make the letter of a decision and send it. What was made once is never made again."""
    found = for_list(Decision.objects.filter(pk=decision)).first()
    if found is None:
        raise JobFailed(_("Dit besluit bestaat niet meer."))
    if found.letter_id:
        with work.finishing(_("De brief was er al.")):
            return
    on = timezone.localdate()
    printed = print_letter(found, gemeente(), on=on)
    with work.finishing(_("De brief is gemaakt.")):
        keep_letter(found, printed.content, pages=printed.pages, on=on)
