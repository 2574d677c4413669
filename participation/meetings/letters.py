"""What the letters about meetings say. Objects in, text out."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from participation.meetings.models import Meeting, SignUp
from participation.meetings.queries import link_token
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


@in_every_language
def confirm_letter(sign_up: SignUp) -> Letter:
    """Ask the owner of an address whether they come."""
    return _letter(
        _("Bevestig uw aanmelding voor %(title)s") % {"title": sign_up.meeting},
        _("Met dit e-mailadres is iemand aangemeld voor een bijeenkomst:"),
        when_and_where(sign_up.meeting),
        _("Klopt dat? Bevestig het dan hier. Pas daarna hebt u een plek:"),
        own_link(sign_up),
        _("Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Na drie dagen vergeten wij uw adres."),
    )


@in_every_language
def invitation_letter(sign_up: SignUp) -> Letter:
    """Invite somebody."""
    return _letter(
        _("Uitnodiging: %(title)s") % {"title": sign_up.meeting},
        _("U bent uitgenodigd voor een bijeenkomst van %(host)s:") % {"host": sign_up.meeting.host},
        when_and_where(sign_up.meeting),
        sign_up.meeting.intro,
        _("Laat hier weten of u komt:"),
        own_link(sign_up),
    )


@in_every_language
def seat_letter(sign_up: SignUp, *, moved_up: bool = False) -> Letter:
    """Tell somebody that they have a seat."""
    return _letter(
        _("Er is een plek voor u: %(title)s") % {"title": sign_up.meeting}
        if moved_up
        else _("U bent aangemeld voor %(title)s") % {"title": sign_up.meeting},
        _("Er is plek vrijgekomen. U stond bovenaan op de wachtlijst, dus u kunt nu komen.")
        if moved_up
        else _("Fijn dat u komt."),
        when_and_where(sign_up.meeting),
        _("Laat bij de deur deze code zien: %(code)s. Op uw eigen pagina staat hij als QR-code:")
        % {"code": sign_up.written_code},
        own_link(sign_up),
        _("Kunt u toch niet? Meld u daar af. Dan kan iemand anders uw plek krijgen."),
    )


@in_every_language
def line_letter(sign_up: SignUp, *, place: int) -> Letter:
    """Tell somebody honestly that there is no seat yet, and how many wait before them."""
    return _letter(
        _("U staat op de wachtlijst: %(title)s") % {"title": sign_up.meeting},
        _("Alle plekken zijn bezet. U bent nummer %(place)d op de wachtlijst.") % {"place": place},
        when_and_where(sign_up.meeting),
        _("Komt er een plek vrij, dan krijgt u meteen bericht. U hoeft niets te doen."),
        _("Hier ziet u hoe het ervoor staat, en kunt u zich afmelden:"),
        own_link(sign_up),
    )


@in_every_language
def again_letter(sign_up: SignUp) -> Letter:
    """Send somebody who signed up already the link to their own page."""
    return _letter(
        _("U bent al aangemeld voor %(title)s") % {"title": sign_up.meeting},
        _("Met dit e-mailadres bent u al aangemeld. Hier ziet u hoe het ervoor staat:"),
        own_link(sign_up),
    )


@in_every_language
def reminder_letter(sign_up: SignUp) -> Letter:
    """Remind somebody the day before."""
    return _letter(
        _("Morgen: %(title)s") % {"title": sign_up.meeting},
        _("Wij zien u graag morgen."),
        when_and_where(sign_up.meeting),
        _("Uw code voor de deur is %(code)s. Kunt u toch niet? Meld u hier af:")
        % {"code": sign_up.written_code},
        own_link(sign_up),
    )


@in_every_language
def changed_letter(sign_up: SignUp) -> Letter:
    """Tell somebody that the time or place changed."""
    return _letter(
        _("Gewijzigd: %(title)s") % {"title": sign_up.meeting},
        _("De tijd of de plek is veranderd. Zo is het nu:"),
        when_and_where(sign_up.meeting),
        _("Kunt u dan niet? Meld u hier af:"),
        own_link(sign_up),
    )


@in_every_language
def cancelled_letter(sign_up: SignUp) -> Letter:
    """Tell somebody that it does not go on, and why."""
    return _letter(
        _("Gaat niet door: %(title)s") % {"title": sign_up.meeting},
        _("Deze bijeenkomst gaat niet door:"),
        when_and_where(sign_up.meeting),
        _("De reden:"),
        sign_up.meeting.state_reason,
    )


@in_every_language
def minutes_letter(sign_up: SignUp) -> Letter:
    """Tell who was there that they can read what was decided and promised."""
    meeting = sign_up.meeting
    where = settings.PORTAL_URL + meeting.get_absolute_url() if meeting.is_public else own_link(sign_up)
    return _letter(
        _("Het verslag van %(title)s") % {"title": meeting},
        _("Bedankt dat u er was. Hier leest u wat er is besproken, besloten en toegezegd:"),
        where,
    )


def when_and_where(meeting: Meeting) -> str:
    """Write what, when and where in three lines."""
    lines = [f"  {meeting}", f"  {moments_of(meeting)}"]
    if meeting.place:
        lines.append(f"  {meeting.place}")
    return "\n".join(lines)


def moments_of(meeting: Meeting) -> str:
    """Write from when till when it is, as people say it."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    until = date_format(ends, "H.i" if starts.date() == ends.date() else "l j F Y, H.i")
    return _("%(start)s tot %(end)s uur") % {"start": date_format(starts, "l j F Y, H.i"), "end": until}


def own_link(sign_up: SignUp) -> str:
    """Return the address of somebody's own page."""
    return settings.PORTAL_URL + reverse("meetings:own", args=[link_token(sign_up)])


def _letter(subject: str, *paragraphs: str) -> Letter:
    return Letter(subject, "\n\n".join([_("Goedendag,"), *(part for part in paragraphs if part)]))
