"""What the letters about the cycle say."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format

from programmes.cycle.models import CycleStep
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.people.models import Person

_ = words_of(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def reminder_letter(step: CycleStep, person: Person, lacks: list[str], *, today: date) -> Letter:
    """Remind who does a step that its last day is near, or past, with what it still lacks."""
    names = {"step": step, "area": step.cycle.area, "date": date_format(step.ends_on, "j F Y")}
    if step.ends_on < today:
        subject = _("Te laat: %(step)s in %(area)s") % names
        when = _("De stap “%(step)s” in %(area)s had klaar moeten zijn op %(date)s.") % names
    else:
        subject = _("Bijna zover: %(step)s in %(area)s") % names
        when = _("De stap “%(step)s” in %(area)s moet klaar zijn op %(date)s.") % names
    parts = [
        _("Beste %(name)s,") % {"name": person},
        when,
        "\n".join([_("Dit ontbreekt nog:"), *(f"- {lack}" for lack in lacks)]) if lacks else "",
        _("Is de stap klaar, wordt het later of gaat hij niet door? Geef het hier door:"),
        settings.PORTAL_URL + step.get_absolute_url(),
    ]
    return Letter(subject, "\n\n".join(part for part in parts if part))


def reminder_key(step: CycleStep, person: Person, *, today: date) -> str:
    """Name a reminder, so that it is sent once before the last day of a step and once after it."""
    part = "late" if step.ends_on < today else "before"
    return f"cycle.reminder:{step.pk}:{person.pk}:{step.ends_on}:{part}"
