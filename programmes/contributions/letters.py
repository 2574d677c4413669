"""What the letters to suppliers say. Objects in, subject and text out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from programmes.contributions.models import Remark
from programmes.yearly.models import Part, Programme
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.people.models import Person

_ = words_of(__name__)
ngettext = _.ngettext


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def reminder_letter(programme: Programme, person: Person, parts: Iterable[Part], *, today: date) -> Letter:
    """Remind someone of the parts that are still expected of them."""
    parts = list(parts)
    lines = [f"- {part.title}: {_when(part, today)}" for part in parts]
    return Letter(
        ngettext("Uw bijdrage aan %(programme)s", "Uw bijdragen aan %(programme)s", len(parts))
        % {"programme": programme},
        _written(
            _greeting(person),
            _("We maken %(programme)s. Van u verwachten we nog:") % {"programme": programme},
            "\n".join(lines),
            _("U schrijft uw tekst en tekent hem af op deze pagina:"),
            _address("contributions:mine"),
            _("Lukt het niet op tijd? Laat het de wijkmanager weten."),
        ),
    )


def handed_back_letter(part: Part, person: Person) -> Letter:
    """Tell a supplier that a part comes back, and why."""
    paragraphs = [
        _greeting(person),
        _("De wijkmanager geeft “%(part)s” van %(programme)s aan u terug:")
        % {"part": part.title, "programme": part.programme},
        part.returned_because,
    ]
    if part.due_on:
        paragraphs.append(_("Klaar op %(date)s of eerder.") % {"date": date_format(part.due_on, "j F Y")})
    return Letter(
        _("Terug met een opmerking: %(part)s") % {"part": part.title},
        _written(*paragraphs, _address("contributions:part", part.pk)),
    )


def remark_letter(remark: Remark, person: Person) -> Letter:
    """Tell a supplier what someone asks about a passage of theirs."""
    return Letter(
        _("Opmerking bij %(part)s") % {"part": remark.part.title},
        _written(
            _greeting(person),
            _("%(who)s schrijft over deze passage:") % {"who": remark.by or _("Iemand")},
            f"“{remark.quote}”",
            remark.text,
            _("U leest en beantwoordt het hier:"),
            _address("contributions:read", remark.part_id),
        ),
    )


def _when(part: Part, today: date) -> str:
    if part.due_on is None:
        return str(_("nog niet afgetekend"))
    day = date_format(part.due_on, "j F Y")
    if part.due_on < today:
        return _("had klaar moeten zijn op %(date)s. Vraag de wijkmanager om een nieuwe datum") % {
            "date": day
        }
    return _("klaar op %(date)s of eerder") % {"date": day}


def _greeting(person: Person) -> str:
    return _("Beste %(name)s,") % {"name": person}


def _address(name: str, *arguments) -> str:
    return settings.PORTAL_URL + reverse(name, args=arguments)


def _written(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"
