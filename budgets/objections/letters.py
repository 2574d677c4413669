"""What the mails about objections say."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format

from budgets.objections.models import Objection
from budgets.objections.states import REMIND_EVERY
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.people.models import Person

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


@in_every_language
def received(objection: Objection) -> Letter:
    """Confirm an objection in writing, and say when the answer comes (art. 6:14 Awb)."""
    said = _("Wij hebben uw bezwaar tegen besluit %(number)s op %(day)s ontvangen.") % {
        "number": objection.decision.number,
        "day": _day(objection.received_on),
    }
    late = (
        ""
        if objection.is_in_time
        else _("Uw bezwaar kwam na de termijn. Is daar een goede reden voor? Laat ons die weten.")
    )
    when = _("U krijgt uiterlijk %(day)s antwoord.") % {"day": _day(objection.due_on)}
    who = (
        _("Een commissie kijkt mee en nodigt u uit om uw verhaal te doen.")
        if objection.with_committee
        else ""
    )
    return _letter(objection, _("Wij hebben uw bezwaar"), said, late, who, when)


@in_every_language
def put_off(objection: Objection, reason: str) -> Letter:
    """Say that the answer comes later, and why."""
    said = _("Ons antwoord op uw bezwaar tegen besluit %(number)s komt later.") % {
        "number": objection.decision.number
    }
    why = _("De reden: %(reason)s") % {"reason": reason}
    when = _("U krijgt nu uiterlijk %(day)s antwoord.") % {"day": _day(objection.due_on)}
    return _letter(objection, _("Antwoord op uw bezwaar komt later"), said, why, when)


@in_every_language
def withdrawn(objection: Objection) -> Letter:
    """Confirm that an objection stops."""
    said = _("U hebt uw bezwaar tegen besluit %(number)s ingetrokken. Het besluit blijft zoals het is.") % {
        "number": objection.decision.number
    }
    return _letter(objection, _("Uw bezwaar is ingetrokken"), said)


def reminder(objection: Objection, person: Person) -> Letter:
    """Remind who answers that the term is nearly over, or is."""
    said = _("Op het bezwaar tegen besluit %(number)s moet uiterlijk %(day)s zijn beslist.") % {
        "number": objection.decision.number,
        "day": _day(objection.due_on),
    }
    link = settings.PORTAL_URL + objection.get_absolute_url()
    subject = _("Beslissen op bezwaar %(number)s") % {"number": objection.number}
    return Letter(subject, "\n\n".join((_("Beste %(name)s,") % {"name": person}, said, link)))


def reminder_key(objection: Objection, person: Person, *, today: date) -> str:
    """Name a reminder, so that it goes once before its day, and once in every two weeks after it."""
    days = (today - objection.due_on).days
    part = "before" if days <= 0 else f"late-{(days - 1) // REMIND_EVERY.days}"
    return f"objections.answer:{objection.pk}:{person.pk}:{objection.due_on}:{part}"


def _letter(objection: Objection, subject: str, *paragraphs: str) -> Letter:
    opening = _("Beste %(name)s,") % {"name": objection.name}
    number = _("Kenmerk: %(number)s") % {"number": objection.number}
    return Letter(subject, "\n\n".join(part for part in (opening, *paragraphs, number) if part))


def _day(day: date) -> str:
    return date_format(day, "j F Y")
