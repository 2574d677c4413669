"""What the letters about recognition say. Boards read them, so they say what to do and by when."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from participation.recognition.models import Recognition, SignUp
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def request_letter(recognition: Recognition) -> Letter:
    """Tell the wijkmanager that a board asks to be recognised."""
    return _about(
        recognition,
        _("%(name)s vraagt om erkenning"),
        _("Het bestuur van %(name)s vraagt de gemeente om erkenning."),
        _quoted(recognition.words),
        _("Bekijk het dossier en maak een voorstel:"),
    )


def proposal_letter(recognition: Recognition) -> Letter:
    """Tell who decides that a proposal is ready."""
    return _about(
        recognition,
        _("Voorstel over de erkenning van %(name)s"),
        _("Er ligt een voorstel klaar over de erkenning van %(name)s:"),
        _quoted(recognition.advice),
        _("Neem hier het besluit:"),
    )


def recognised_letter(recognition: Recognition) -> Letter:
    """Tell a board that it is recognised, and until when."""
    return _about(
        recognition,
        _("%(name)s is erkend"),
        _("De gemeente erkent %(name)s van %(start)s tot en met %(end)s."),
        _("U staat op de openbare lijst. Houd uw dossier bij, dan kunt u de erkenning op tijd verlengen."),
        _("Uw dossier:"),
    )


def refused_letter(recognition: Recognition) -> Letter:
    """Tell a board that it is not recognised, and why."""
    return _about(
        recognition,
        _("%(name)s is nog niet erkend"),
        _("De gemeente erkent %(name)s niet. Dit is de reden:"),
        _quoted(recognition.reason),
        _("In uw dossier staat wat u kunt doen. Daarna kunt u opnieuw aanvragen:"),
    )


def doubted_letter(recognition: Recognition) -> Letter:
    """Tell a board that withdrawal was proposed, so that it can answer first."""
    return _about(
        recognition,
        _("Voorstel om de erkenning van %(name)s in te trekken"),
        _("Er is voorgesteld om de erkenning van %(name)s in te trekken. Dit is de reden:"),
        _quoted(recognition.doubt),
        _("Het besluit is nog niet genomen. Neem nu contact op met uw wijkmanager. Uw dossier:"),
    )


def doubt_for_deciders_letter(recognition: Recognition) -> Letter:
    """Tell who decides that withdrawal was proposed."""
    return _about(
        recognition,
        _("Voorstel om de erkenning van %(name)s in te trekken"),
        _("Er is voorgesteld om de erkenning van %(name)s in te trekken:"),
        _quoted(recognition.doubt),
        _("Luister eerst naar het bestuur. Neem daarna hier het besluit:"),
    )


def withdrawn_letter(recognition: Recognition) -> Letter:
    """Tell a board that the recognition is withdrawn."""
    return _about(
        recognition,
        _("De erkenning van %(name)s is ingetrokken"),
        _("De gemeente trekt de erkenning van %(name)s in. Deze reden staat ook op de openbare lijst:"),
        _quoted(recognition.reason),
        _("Is het weer in orde? Dan kunt u opnieuw aanvragen:"),
    )


def upheld_letter(recognition: Recognition) -> Letter:
    """Tell a board that the recognition stays."""
    return _about(
        recognition,
        _("De erkenning van %(name)s blijft"),
        _("De erkenning van %(name)s wordt niet ingetrokken:"),
        _quoted(recognition.reason),
        _("Uw dossier:"),
    )


def nearly_over_letter(recognition: Recognition) -> Letter:
    """Tell a board and the gemeente that a recognition ends soon and nothing follows yet."""
    return _about(
        recognition,
        _("De erkenning van %(name)s verloopt bijna"),
        _("De erkenning van %(name)s loopt tot en met %(end)s."),
        _("Kijk het dossier na, vul aan wat ontbreekt, en vraag verlenging aan:"),
    )


def expired_letter(recognition: Recognition) -> Letter:
    """Tell a board that its recognition is over."""
    return _about(
        recognition,
        _("De erkenning van %(name)s is verlopen"),
        _("De erkenning van %(name)s liep tot en met %(end)s. Er is geen nieuwe."),
        _("Vul uw dossier aan en vraag opnieuw aan:"),
    )


# What the board gets at a step.
FOR_STEP: dict[str, Callable[[Recognition], Letter]] = {
    "recognise": recognised_letter,
    "refuse": refused_letter,
    "propose_withdrawal": doubted_letter,
    "withdraw": withdrawn_letter,
    "uphold": upheld_letter,
}


def sign_up_letter(sign_up: SignUp) -> Letter:
    """Tell the secretary that somebody wants to join; who joins chose to leave their address."""
    name = sign_up.organisation.name
    return Letter(
        _("Iemand wil meedoen met %(name)s") % {"name": name},
        _letter(
            _("Er is een aanmelding voor %(name)s:") % {"name": name},
            _quoted(f"{sign_up.name}\n{sign_up.contact}"),
            _quoted(sign_up.words),
            _("Bel of mail deze buur binnen een week. Uw eigen adres is niet getoond."),
            settings.PORTAL_URL + reverse("recognition:recruit", args=[sign_up.organisation.slug]),
        ),
    )


def _about(recognition: Recognition, subject: str, *paragraphs: str) -> Letter:
    """Make a letter that ends with the address of the file."""
    last = recognition.last_day
    values = {
        "name": recognition.file.organisation.name,
        "start": date_format(recognition.valid_from, "j F Y") if recognition.valid_from else "",
        "end": date_format(last, "j F Y") if last else "",
    }
    # What people wrote themselves is indented, and may have percent signs in it.
    filled = (each if each.startswith("  ") else each % values for each in paragraphs if each)
    return Letter(subject % values, _letter(*filled, settings.PORTAL_URL + recognition.get_absolute_url()))


def _letter(*paragraphs: str) -> str:
    return "\n\n".join([_("Goedendag,"), *(part for part in paragraphs if part)])


def _quoted(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
