"""What the letters of this room say. None tells a name or an address before both agreed."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.formats import date_format

from participation.neighbours.models import Line, Notice, Talk
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)

RENEW_SALT = "neighbours.renew"


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def renew_token(notice: Notice) -> str:
    """Return what proves that somebody got the letter about this notice, as it stood then."""
    return signing.dumps([notice.pk, str(notice.expires_on)], salt=RENEW_SALT)


@in_every_language
def published_letter(notice: Notice) -> Letter:
    """Tell the maker that it stands on the list."""
    return _letter(
        _("Uw oproep staat er: %(title)s") % {"title": notice},
        _("Uw oproep staat in de lijst tot en met %(day)s.") % {"day": _day(notice)},
        _("Niemand ziet uw naam of adres. Reacties krijgt u in uw mail:"),
        _link("neighbours:mine"),
    )


@in_every_language
def refused_letter(notice: Notice) -> Letter:
    """Tell the maker why it is not on the list."""
    return _letter(
        _("Uw oproep staat niet in de lijst: %(title)s") % {"title": notice},
        _("Wij hebben uw oproep niet geplaatst. Dit is waarom:"),
        _quoted(notice.state_reason),
        _("U kunt haar anders opschrijven:"),
        _link("neighbours:new"),
    )


@in_every_language
def nearly_over_letter(notice: Notice) -> Letter:
    """Ask the maker whether it still holds."""
    return _letter(
        _("Geldt uw oproep nog? %(title)s") % {"title": notice},
        _("Uw oproep staat er nog tot en met %(day)s.") % {"day": _day(notice)},
        _("Verlengen kan met één klik, u hoeft niet in te loggen:"),
        _link("neighbours:renew", renew_token(notice)),
        _("Hoeft het niet meer? Dan hoeft u niets te doen."),
    )


@in_every_language
def line_letter(line: Line, *, is_first: bool) -> Letter:
    """Bring a message; the answer goes through the portal."""
    title = line.talk.notice.title
    subject = _("Een buur reageert op: %(title)s") if is_first else _("Nieuw bericht over: %(title)s")
    return _letter(
        subject % {"title": title},
        _quoted(line.words),
        _("Antwoorden doet u in het portaal. De ander ziet uw naam en adres niet:"),
        _link("neighbours:talk", line.talk_id),
    )


@in_every_language
def asked_letter(talk: Talk) -> Letter:
    """Tell somebody that the other wants to share names and addresses."""
    return _letter(
        _("Wilt u gegevens delen? %(title)s") % {"title": talk.notice},
        _("De ander wil u graag direct spreken. Zegt u ook ja, dan ziet u elkaars naam en e-mailadres:"),
        _link("neighbours:talk", talk.pk),
        _("Wilt u dat niet? Dan hoeft u niets te doen."),
    )


@in_every_language
def known_letter(talk: Talk, *, to) -> Letter:
    """Tell one of the two who the other is: both agreed."""
    other = talk.other_than(to)
    return _letter(
        _("U kunt elkaar nu bereiken: %(title)s") % {"title": talk.notice},
        _("U zei allebei ja. Dit is de ander:"),
        _quoted("\n".join(part for part in (other.full_name, other.email) if part)),
        _("Spreek de eerste keer af op een plek waar anderen zijn. Betaal niets vooruit."),
    )


def _letter(subject: str, *paragraphs: str) -> Letter:
    return Letter(subject, "\n\n".join([_("Goedendag,"), *(part for part in paragraphs if part)]))


def _link(name: str, *args) -> str:
    return settings.PORTAL_URL + reverse(name, args=args)


def _quoted(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _day(notice: Notice) -> str:
    return date_format(notice.expires_on, "j F Y")
