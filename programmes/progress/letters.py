"""What the letters say that ask how projects stand. Objects in, subject and text out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from programmes.progress.queries import LINK_TIME, Recipient, link_token
from programmes.projects.models import Project
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)
ngettext = _.ngettext

# A letter names so many projects; who has more finds the others in the list.
NAMED = 20


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def request_letter(recipient: Recipient, projects: Sequence[Project]) -> Letter:
    """Ask how projects stand, with a link for each that works without an account."""
    number = len(projects)
    subject = ngettext("Hoe staat het met %(title)s?", "Hoe staat het met uw %(number)d projecten?", number)
    opening = ngettext(
        "Bewoners willen weten hoe het met dit project staat:",
        "Bewoners willen weten hoe het met deze projecten staat:",
        number,
    )
    parts = [
        _("Beste %(name)s,") % {"name": recipient.name},
        opening,
        *(_project(project, recipient) for project in projects[:NAMED]),
        _(
            "Eén minuut is genoeg. U hebt geen account nodig. Elke link is voor één project en werkt "
            "%(days)d dagen. Geef hem alleen door aan wie het project kent."
        )
        % {"days": LINK_TIME.days},
    ]
    if recipient.person:
        parts.append(
            _("Al uw projecten bij elkaar:\n%(link)s")
            % {"link": settings.PORTAL_URL + reverse("progress:own_projects")}
        )
    return Letter(subject % {"title": projects[0].title, "number": number}, "\n\n".join(parts))


def _project(project: Project, recipient: Recipient) -> str:
    link = settings.PORTAL_URL + reverse("progress:by_link", args=[link_token(project, recipient)])
    return _("%(title)s, %(area)s\nNu: %(state)s, %(period)s. Bijgewerkt op %(day)s.\n%(link)s") % {
        "title": project.title,
        "area": project.area,
        "state": project.get_state_display(),
        "period": project.period,
        "day": date_format(timezone.localtime(project.checked_at), "j F Y"),
        "link": link,
    }
