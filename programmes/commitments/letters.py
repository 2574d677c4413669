"""What the letters about commitments say. Objects in, subject and text out.

Letters go to the one person it was made to, or to who watches over it: names may stand in them.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from programmes.commitments.models import Commitment, CommitmentStep
from programmes.commitments.states import ANSWER_TIME, REMIND_EVERY
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.people.models import Person

_ = words_of(__name__)
ngettext = _.ngettext


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


@in_every_language
def made_letter(commitment: Commitment) -> Letter:
    """Tell someone what was promised to them, and what they will hear."""
    return Letter(
        _("Afspraak: %(what)s") % {"what": commitment.what},
        _written(
            _opening(commitment),
            _("%(who)s heeft dit met u afgesproken:") % {"who": commitment.promiser},
            _quoted(commitment.what),
            _("Het is klaar op %(date)s of eerder.") % {"date": _day(commitment.due_on)},
            _("U krijgt een e-mail als het klaar is, als de datum verandert of als het niet lukt."),
            _closing(commitment),
        ),
    )


@in_every_language
def kept_letter(commitment: Commitment, step: CommitmentStep, token: str) -> Letter:
    """Tell someone that a promise to them was kept, and ask whether that is so."""
    return Letter(
        _("Nagekomen: %(what)s") % {"what": commitment.what},
        _written(
            _opening(commitment),
            _("%(who)s meldt dat deze afspraak is nagekomen:") % {"who": commitment.promiser},
            _quoted(commitment.what),
            step.reason,
            _("Klopt dat? Laat het weten. U hebt geen account nodig:"),
            *_answer(token),
            _closing(commitment),
        ),
    )


@in_every_language
def moved_letter(commitment: Commitment, step: CommitmentStep, token: str) -> Letter:
    """Tell someone that a promise to them has another date, and why."""
    return Letter(
        _("Nieuwe datum: %(what)s") % {"what": commitment.what},
        _written(
            _opening(commitment),
            _("Deze afspraak krijgt een nieuwe datum:"),
            _quoted(commitment.what),
            _("Het zou klaar zijn op %(old)s. Dat wordt %(new)s.")
            % {"old": _day(step.old_due_on), "new": _day(step.new_due_on)},
            _("De reden: %(reason)s") % {"reason": step.reason},
            _("Bent u het eens met de nieuwe datum, of niet? Laat het weten. U hebt geen account nodig:"),
            *_answer(token),
            _closing(commitment),
        ),
    )


@in_every_language
def broken_letter(commitment: Commitment, step: CommitmentStep, token: str) -> Letter:
    """Tell someone that a promise to them will not be kept, and why."""
    return Letter(
        _("Niet nagekomen: %(what)s") % {"what": commitment.what},
        _written(
            _opening(commitment),
            _("Het spijt ons. Deze afspraak komen we niet na:"),
            _quoted(commitment.what),
            _("De reden: %(reason)s") % {"reason": step.reason},
            _("Bent u het daar niet mee eens? Laat het weten. U hebt geen account nodig:"),
            *_answer(token),
            _closing(commitment),
        ),
    )


def disputed_letter(commitment: Commitment, person: Person, words: str) -> Letter:
    """Tell who watches over a commitment that the one it was made to does not agree."""
    return Letter(
        _("Weersproken: %(what)s") % {"what": commitment.what},
        _written(
            _("Beste %(name)s,") % {"name": person},
            _("Degene aan wie dit is beloofd, is het er niet mee eens:"),
            _quoted(commitment.what),
            _("Dit is de reactie:"),
            _quoted(words),
            _("De afspraak staat weer open. Neem contact op en spreek af hoe het verder gaat:"),
            _workplace(commitment),
        ),
    )


def reminder_letter(commitment: Commitment, person: Person, *, today: date) -> Letter:
    """Remind who watches over a commitment that it is due soon, or late."""
    days = (commitment.due_on - today).days
    if days < 0:
        subject = _("Te laat: %(what)s") % {"what": commitment.what}
        when = ngettext(
            "Deze afspraak had %(days)d dag geleden klaar moeten zijn, op %(date)s:",
            "Deze afspraak had %(days)d dagen geleden klaar moeten zijn, op %(date)s:",
            -days,
        ) % {"days": -days, "date": _day(commitment.due_on)}
    else:
        subject = _("Bijna zover: %(what)s") % {"what": commitment.what}
        when = _("Deze afspraak moet klaar zijn op %(date)s:") % {"date": _day(commitment.due_on)}
    return Letter(
        subject,
        _written(
            _("Beste %(name)s,") % {"name": person},
            when,
            _quoted(commitment.what),
            _("Gebied: %(area)s. Beloofd aan: %(recipient)s.")
            % {"area": commitment.area, "recipient": commitment.recipient},
            _("Is het klaar, wordt het later of lukt het niet? Geef het door, dat kost een minuut:"),
            _workplace(commitment),
        ),
    )


def reminder_key(commitment: Commitment, person: Person, *, today: date) -> str:
    """Name a reminder, so that it is sent once: before its date, and once in every four weeks after it."""
    late = (today - commitment.due_on).days
    part = "before" if late <= 0 else f"late-{(late - 1) // REMIND_EVERY.days}"
    return f"commitments.reminder:{commitment.pk}:{person.pk}:{commitment.due_on}:{part}"


def _opening(commitment: Commitment) -> str:
    if commitment.made_to_name:
        return _("Beste %(name)s,") % {"name": commitment.made_to_name}
    return _("Goedendag,")


def _answer(token: str) -> tuple[str, str]:
    link = settings.PORTAL_URL + reverse("commitments:answer", args=[token])
    days = _("De link werkt %(days)d dagen. Geef hem niet door.") % {"days": ANSWER_TIME.days}
    return link, days


def _closing(commitment: Commitment) -> str:
    if not commitment.is_public:
        return ""
    return _("Alles over deze afspraak leest u hier:\n%(link)s") % {
        "link": settings.PORTAL_URL + commitment.get_absolute_url()
    }


def _workplace(commitment: Commitment) -> str:
    return settings.PORTAL_URL + reverse("commitments:overview", args=[commitment.public_id])


def _quoted(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _written(*paragraphs: str) -> str:
    return "\n\n".join(part for part in paragraphs if part)
