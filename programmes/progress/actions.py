"""Writing down how a project stands, and asking for it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.progress import letters
from programmes.progress.calculations import Report
from programmes.progress.queries import Recipient, letters_to_write, recipients_of
from programmes.projects.actions import add_note, add_photo, change_state, confirm_project, edit_project
from programmes.projects.models import Project
from programmes.projects.states import CHECK_EVERY, LIFE_CYCLE
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.mail.actions import send_letter


def report_progress(project: Project, report: Report, *, seen: str, by) -> Project:
    """Write down how a project stands; `seen` is the stamp of what the reporter saw. `by=None` is a link.

    A report that says what stands there already (sent twice) changes nothing more. Raises EditConflict when
    somebody else reported in between, TransitionRefused (Dutch) when the step cannot be taken.
    """
    with recorded(by=by, action="progress.report_progress"):
        locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
        if locked.stamp != seen:
            if _says_already(locked, report):
                return locked
            raise EditConflict(locked)
        is_told = _move(locked, report, by=by)
        if report.step:
            change_state(locked, report.step, by=by, reason=report.note)
        elif report.note and not is_told:
            add_note(locked, report.note, by=by)
        if report.photo:
            add_photo(locked, report.photo, alt=report.alt or _described(locked), by=by)
        return confirm_project(locked, by=by)


def _move(project: Project, report: Report, *, by) -> bool:
    """Give a project its other period; return whether the words of the report were told with it."""
    start, end = report.period
    if (start, end) == (project.start, project.end):
        return False
    values = {
        "start_year": start and start.year,
        "start_quarter": start and start.quarter,
        "end_year": end and end.year,
        "end_quarter": end and end.quarter,
    }
    reason = "" if report.step else report.note
    edit_project(project, values, version=project.version, by=by, reason=reason)
    return project.is_public


def _says_already(project: Project, report: Report) -> bool:
    step = LIFE_CYCLE.by_name.get(report.step)
    last = project.trail.values_list("reason", flat=True).first()
    return (
        (step is None or step.target == project.state)
        and report.period == (project.start, project.end)
        and report.note.strip() in ("", last)
        and (
            not report.photo
            or project.photos.filter(picture__checksum=getattr(report.photo, "checksum", "")).exists()
        )
    )


def _described(project: Project) -> str:
    return _("%(title)s, zoals het er nu uitziet") % {"title": project.title}


def ask_for_report(project: Project, *, by) -> list[Recipient]:
    """Send who carries a project a link to say how it stands; return to whom. Once a day at most."""
    recipients = recipients_of([project]).get(project.pk, [])
    with recorded(by=by, action="progress.ask_for_report"):
        for recipient in recipients:
            _send(recipient, [project], key=f"{project.pk}:{timezone.localdate()}")
    return recipients


def ask_for_reports(*, now: datetime | None = None) -> int:
    """Ask who carries projects that nobody told of for a quarter; return to how many. Once a month each."""
    moment = now or timezone.now()
    asked = letters_to_write(before=moment - CHECK_EVERY)
    for recipient, projects in asked:
        _send(recipient, projects, key=f"{moment:%Y-%m}")
    return len(asked)


def _send(recipient: Recipient, projects: list[Project], *, key: str) -> None:
    letter = letters.request_letter(recipient, projects)
    send_letter(
        to=recipient.email,
        subject=letter.subject,
        body=letter.body,
        key=f"progress.ask:{recipient.key}:{key}",
    )
