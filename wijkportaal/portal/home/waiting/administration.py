"""What waits of the portal itself: roles to look through, and work that failed."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.roles.queries import review_calendar
from wijkportaal.foundation.jobs.queries import failed_jobs
from wijkportaal.portal.home.waiting.lines import Line


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
