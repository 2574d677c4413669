"""What the mails about webhooks say. Objects in, subject and text out."""

from dataclasses import dataclass

from django.conf import settings

from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.portal.webhooks.models import Webhook

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def switched_off_letter(webhook: Webhook, because: str) -> Letter:
    """Tell who made a webhook that nothing goes there any more."""
    values = {"name": webhook.name, "address": webhook.address, "because": because}
    lines = [
        _("Goedendag,"),
        "",
        _("De webhook “%(name)s” is uitgezet, omdat de berichten niet aankomen.") % values,
        _("Adres: %(address)s") % values,
        _("Wat er misging: %(because)s") % values,
        "",
        _(
            "Werkt het adres weer? Zet de webhook dan zelf aan. Wat intussen gebeurde, wordt niet meer gestuurd:"
        ),
        f"{settings.PORTAL_URL}{webhook.get_absolute_url()}",
    ]
    return Letter(_("Webhook uitgezet: %(name)s") % values, "\n".join(lines))
