"""What waits of the portal itself: roles to look through, and work that failed."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.roles.models import RoleAssignment
from areas.roles.queries import review_calendar
from areas.territory.models import AreaKind
from areas.territory.queries import areas_on
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.jobs.queries import failed_jobs
from wijkportaal.portal.home.waiting.lines import Line


def beginnings(person) -> Iterator[Line]:
    """What a portal that has just begun still lacks, in the order in which it goes best."""
    if not areas_on().exclude(kind=AreaKind.GEMEENTE).exists():
        if gemeente().logo is None:
            yield Line(_("Kies het logo en de kleuren van uw gemeente"), reverse("branding:change"))
        yield Line(_("Lees de wijken en dorpen van uw gemeente in"), reverse("imports:index"))
    if not RoleAssignment.objects.exclude(person=person).exists():
        yield Line(_("Nodig collega's en besturen uit"), reverse("roles:invite"))


def reviews(person) -> Iterator[Line]:
    """The rounds of access review that are open or late; the first one is late for nobody."""
    for each in review_calendar():
        if each["open"]:
            text = _("Maak de toegangscontrole af: %(kind)s") % {"kind": each["label"]}
            yield Line(text, reverse("roles:review", args=[each["open"].pk]))
        elif each["is_overdue"]:
            text = _("Begin de toegangscontrole: %(kind)s") % {"kind": each["label"]}
            yield Line(text, reverse("roles:reviews"), due=each["due_on"])


def failures(person) -> Iterator[Line]:
    if number := failed_jobs().count():
        text = ngettext(
            "%(number)d taak van het portaal is mislukt",
            "%(number)d taken van het portaal zijn mislukt",
            number,
        )
        yield Line(text % {"number": number}, reverse("administration:jobs") + "?stand=mislukt")
