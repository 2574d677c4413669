"""What the letters about the steps of a programme say, and to whom they go."""

from django.conf import settings
from django.urls import reverse

from areas.roles.queries import people_with_role
from areas.roles.states import AREA_MANAGER, BOARD_MEMBER
from programmes.yearly.models import PanelAnswer, Programme
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)


def send_to_panel(programme: Programme) -> None:
    """Ask the board of the panel or dorpsbelang to look at a programme."""
    for person in people_with_role(programme.area, BOARD_MEMBER):
        send_letter(
            to=person.email,
            subject=_("Kijkt u mee naar %(programme)s?") % {"programme": programme},
            body=_written(
                _("Beste %(name)s,") % {"name": person},
                _("%(programme)s is klaar om te bekijken. Bent u het ermee eens, of moet er iets anders?")
                % {"programme": programme},
                _("U leest het programma en geeft antwoord op deze pagina:"),
                settings.PORTAL_URL + reverse("contributions:check", args=[programme.pk]),
                _("Eén antwoord van het bestuur is genoeg."),
            ),
        )


def send_panel_answer(programme: Programme) -> None:
    """Tell the wijkmanager what the panel said."""
    agreed = programme.panel_answer == PanelAnswer.AGREED
    subject = (
        _("Het panel is akkoord: %(programme)s") if agreed else _("Opmerkingen van het panel: %(programme)s")
    )
    for person in people_with_role(programme.area, AREA_MANAGER):
        send_letter(
            to=person.email,
            subject=subject % {"programme": programme},
            body=_written(
                _("Beste %(name)s,") % {"name": person},
                _("%(who)s schreef namens het panel:") % {"who": programme.panel_by or _("Iemand")},
                programme.panel_words or _("Akkoord."),
                settings.PORTAL_URL + reverse("yearly:editor", args=[programme.pk]),
            ),
        )


def _written(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"
