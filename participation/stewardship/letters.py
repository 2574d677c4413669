"""What the letter about an agreement that ends says: by when to talk, with whom, and where it stands."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from participation.stewardship.models import Agreement
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def expiring_letter(agreement: Agreement) -> Letter:
    """Tell who looks after a body, and the body itself, that an agreement ends soon."""
    body = agreement.stewardship
    values = {
        "name": body.name,
        "about": agreement.about,
        "with_whom": agreement.with_whom,
        "end": date_format(agreement.ends_on, "j F Y"),
        "act_by": date_format(agreement.act_by, "j F Y"),
        "who": agreement.renewed_by,
    }
    paragraphs = [
        _("Goedendag,"),
        _("Deze afspraak van %(name)s met %(with_whom)s loopt tot en met %(end)s:") % values,
        f"  {agreement.about}",
        _("Verlengen of opzeggen kan tot en met %(act_by)s. Spreek elkaar op tijd.") % values
        if agreement.act_by >= timezone.localdate()
        else _("De dag waarop u nog kon opzeggen, is voorbij. Spreek elkaar snel."),
        _("Wie verlengt: %(who)s.") % values if agreement.renewed_by else "",
        _("Is er een nieuwe einddatum? Zet die hier:"),
        settings.PORTAL_URL + reverse("stewardship:edit", args=[body.public_id]),
    ]
    return Letter(
        _("De afspraak van %(name)s loopt af: %(about)s") % values, "\n\n".join(filter(None, paragraphs))
    )
