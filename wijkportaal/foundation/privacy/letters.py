"""What people hear of their own data. No letter holds any of it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.people.codes import written
from wijkportaal.foundation.privacy.models import Export

_ = words_of(__name__)


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


@in_every_language
def export_letter(export: Export) -> Text:
    """Say that the copy can be fetched."""
    return Text(
        _("Uw gegevens staan klaar"),
        "\n\n".join(
            [
                _("Goedendag,"),
                _("U vroeg om een kopie van uw gegevens. U kunt haar ophalen tot en met %(day)s:")
                % {"day": date_format(timezone.localtime(export.expires_at), "j F Y")},
                settings.PORTAL_URL + reverse("privacy:mine"),
                _("U moet daarvoor inloggen. Daarna halen wij de kopie weer weg."),
            ]
        ),
    )


@in_every_language
def code_letter(code: str) -> Text:
    """Give the code with which somebody confirms that they leave."""
    return Text(
        _("Uw code om weg te gaan"),
        "\n\n".join(
            [
                _("Goedendag,"),
                _("Met deze code bevestigt u dat uw account weg moet: %(code)s") % {"code": written(code)},
                _("De code werkt een kwartier, en alleen op het apparaat waarop u hem vroeg."),
                _("Hebt u dit niet gevraagd? Doe dan niets, en kies een nieuw wachtwoord."),
            ]
        ),
    )
