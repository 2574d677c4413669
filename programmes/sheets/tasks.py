from django.utils.translation import gettext as _

from programmes.sheets.actions import apply_sheet, look_again
from programmes.sheets.models import ProjectSheet
from wijkportaal.foundation.batches.actions import ImportRefused
from wijkportaal.foundation.batches.states import PREVIEWED
from wijkportaal.foundation.jobs.registry import JobFailed, handles
from wijkportaal.foundation.people.models import Person


@handles("sheets.apply_sheet")
def apply_big_sheet(work, *, sheet: int, by: int) -> None:
    """Read a file with photos and documents in, together with the end of the job."""
    found = ProjectSheet.objects.get(pk=sheet)
    if found.state != PREVIEWED:
        return
    work.report(message=_("De foto’s en documenten worden bewaard."))
    person = Person.objects.get(pk=by)
    try:
        with work.finishing():
            apply_sheet(found, by=person)
    except ImportRefused as problem:
        # What the refusal kept of the new preview went with the transaction.
        look_again(found, by=person)
        raise JobFailed(str(problem)) from problem
