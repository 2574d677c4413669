"""Taking lines of the trail out: asked for here, made by a worker, gone after some days."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import Work, request_job
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.privacy.queries import term_of
from wijkportaal.portal.trail.documents import file_of
from wijkportaal.portal.trail.models import FileFormat, TrailExport
from wijkportaal.portal.trail.queries import Sought

KEEP = timedelta(days=7)


def ask_for_lines(choice: dict[str, str], *, file_format: FileFormat, by: Person) -> TrailExport:
    """Ask for a file with the lines that a choice narrows the trail to."""
    with recorded(by=by, action="trail.ask_for_lines"):
        export = TrailExport.objects.create(asked_by=by, choice=choice, file_format=file_format)
        export.job = request_job(
            "trail.make_file", subject=_("Uitdraai van wie wat deed"), by=by, arguments={"export": export.pk}
        )
        export.save(update_fields=["job"])
    return export


def make_file(work: Work, export: TrailExport, sought: Sought) -> None:
    """Make the file that was asked for."""
    data, lines = file_of(sought, export.file_format, report=lambda done: work.report(done=done))
    with work.finishing(), recorded(by=export.asked_by, action="trail.make_file"):
        export.data, export.lines, export.expires_at = data, lines, timezone.now() + term_of("trail.exports")
        export.save(update_fields=["data", "lines", "expires_at"])


def files_past(term: timedelta = KEEP) -> QuerySet[TrailExport]:
    """Return the files that were asked for longer ago than `term`."""
    return TrailExport.objects.filter(asked_at__lt=timezone.now() - term)


def forget_files(term: timedelta = KEEP) -> int:
    """Take away the files that are past their day; that they were asked for stays in the trail."""
    with recorded(by=None, action="trail.forget_files"):
        return files_past(term).delete()[0]
