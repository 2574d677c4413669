"""What the letters about questions of the raad say. Objects in, subject and text out."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.workdays.calculations import workdays_between
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.states import REMIND_EVERY

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def new_letter(question: CouncilQuestion) -> Letter:
    """Tell who sees to the answer that a question came in."""
    return Letter(
        _("Raadsvraag: %(title)s") % {"title": question.title},
        _written(
            _("Goedendag,"),
            _("%(who)s vraagt over %(area)s:") % {"who": question.who, "area": question.area},
            f"  {question.title}",
            _("Het antwoord moet er zijn op %(day)s.") % {"day": _day(question.due_on)},
            _workplace(question),
        ),
    )


def reminder_letter(question: CouncilQuestion, *, today: date) -> Letter:
    """Remind who answers that the term ends, or has ended."""
    late = question.due_on < today
    text = (
        _("Het antwoord op deze raadsvraag had er moeten zijn op %(day)s:")
        if late
        else _("Het antwoord op deze raadsvraag moet er zijn op %(day)s:")
    )
    subject = _("Te laat: %(title)s") if late else _("Bijna te laat: %(title)s")
    return Letter(
        subject % {"title": question.title},
        _written(
            _("Goedendag,"),
            text % {"day": _day(question.due_on)},
            f"  {question.title} ({question.who})",
            _("Lukt het niet op tijd? Meld dan een nieuwe datum, met de reden."),
            _workplace(question),
        ),
    )


def reminder_key(question: CouncilQuestion, person: Person, *, today: date) -> str:
    """Name a reminder so that each goes once: one before the day, then one in each five working days after it."""
    late = workdays_between(question.due_on, today)
    part = "before" if late <= 0 else f"late-{(late - 1) // REMIND_EVERY}"
    return f"questions.reminder:{question.pk}:{person.pk}:{question.due_on}:{part}"


def answered_letter(question: CouncilQuestion) -> Letter:
    """Tell who asked that there is an answer."""
    return Letter(
        _("Antwoord op uw vraag: %(title)s") % {"title": question.title},
        _written(
            _("Beste %(name)s,") % {"name": question.asked_by},
            _("Uw vraag is beantwoord. U leest het antwoord hier, met de stukken waar het op rust:"),
            settings.PORTAL_URL + question.get_absolute_url(),
        ),
    )


def extended_letter(question: CouncilQuestion) -> Letter:
    """Tell who asked that the answer comes later, and why."""
    return Letter(
        _("Antwoord komt later: %(title)s") % {"title": question.title},
        _written(
            _("Beste %(name)s,") % {"name": question.asked_by},
            _("U krijgt het antwoord op %(day)s of eerder. De reden:") % {"day": _day(question.due_on)},
            f"  {question.extended_because}",
            _workplace(question),
        ),
    )


def _workplace(question: CouncilQuestion) -> str:
    return settings.PORTAL_URL + reverse("questions:overview", args=[question.public_id])


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _written(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)
