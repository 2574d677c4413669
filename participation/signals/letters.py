"""What the mails about signals say. Objects in, subject and text out.

A sender's own words are never in a mail: the address was typed by whoever handed the signal in, and nobody may use
the portal to write to a stranger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from participation.signals.models import Sender, Signal, SignalStep, StepKind
from participation.signals.queries.following import follow_token
from participation.signals.states import DECLINED, DONE
from wijkportaal.foundation.languages.speaking import in_every_language
from wijkportaal.foundation.mail.wording import words_of
from wijkportaal.foundation.people.models import Person

_ = words_of(__name__)
ngettext = _.ngettext

# More lines than these in a reminder would not be read; the inbox has the rest.
MOST_LINES = 15


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


@in_every_language
def received_letter(sender: Sender, *, is_known: bool) -> Text:
    """Tell a sender that the signal is here and when they hear more; `is_known` when others said the same."""
    signal = sender.signal
    return Text(
        _("Wij hebben uw signaal %(number)s") % {"number": signal.public_id},
        _written(
            _opening(sender),
            _("Dank u wel. Wij hebben uw signaal over %(area)s ontvangen.") % {"area": signal.area},
            _("Iemand anders gaf hetzelfde door. Wij pakken het samen op.") if is_known else "",
            _("U hoort uiterlijk op %(date)s wat wij ermee doen.") % {"date": _day(signal.head.due_on)},
            _("Kijk hier hoe het ervoor staat, of schrijf er iets bij. U hebt geen account nodig:"),
            _link(signal),
            _("Hebt u niets doorgegeven? Dan hoeft u niets te doen."),
        ),
    )


@in_every_language
def step_letter(sender: Sender, step: SignalStep) -> Text:
    """Tell a sender what happened to the signal, in the words of who works on it."""
    signal, kind = sender.signal, StepKind(step.kind)
    if kind == StepKind.MERGED:
        told = _(
            "Iemand anders gaf hetzelfde door als u. Wij hebben beide signalen samengevoegd en pakken ze samen op. "
            "U krijgt alle berichten. Gaat het volgens u toch om iets anders? Schrijf het erbij."
        )
    elif kind == StepKind.SPLIT:
        told = _(
            "Wij hadden uw signaal samengevoegd met een ander. Dat klopte niet. Wij behandelen uw signaal nu apart."
        )
    else:
        told = step.text
    return Text(
        _("Over uw signaal %(number)s: %(state)s")
        % {"number": signal.public_id, "state": step.get_state_display() or step.get_kind_display()},
        _written(
            _opening(sender),
            _("U gaf op %(date)s iets door over %(area)s.")
            % {"date": _day(timezone.localdate(signal.received_at)), "area": signal.area},
            told,
            _("%(who)s is nu aan zet.") % {"who": step.organisation} if step.organisation else "",
            _("U hoort uiterlijk op %(date)s meer.") % {"date": _day(step.due_on)} if step.due_on else "",
            _question(step),
            _link(signal),
        ),
    )


def _question(step: SignalStep) -> str:
    if step.state == DONE:
        return _("Is het opgelost? Laat het weten. Zo niet, dan gaan wij er weer mee aan de slag:")
    if step.state == DECLINED:
        return _("Bent u het daar niet mee eens, of hebt u een vraag? Laat het weten:")
    return _("Kijk hier hoe het ervoor staat, of schrijf er iets bij:")


def added_letter(signal: Signal, person: Person, *, disputes: bool) -> Text:
    """Tell who works on a signal that its sender wrote something."""
    said = (
        _("De inzender zegt dat het niet is opgelost. Het signaal staat weer open:")
        if disputes
        else _("De inzender schreef er iets bij:")
    )
    return Text(
        _("Reactie op signaal %(number)s") % {"number": signal.public_id},
        _written(
            _("Beste %(name)s,") % {"name": person},
            said,
            f"  {signal.title}",
            settings.PORTAL_URL + reverse("signals:overview", args=[signal.public_id]),
        ),
    )


def addressed_letter(signal: Signal, person: Person) -> Text:
    """Ask somebody of a department or partner to take up what is addressed to it."""
    return Text(
        _("Voor u: signaal %(number)s") % {"number": signal.public_id},
        _written(
            _("Beste %(name)s,") % {"name": person},
            _("Dit signaal uit %(area)s is doorgegeven aan %(organisation)s:")
            % {"area": signal.area, "organisation": signal.organisation},
            f"  {signal.title}",
            _("Laat uiterlijk op %(date)s weten wat u ermee doet:") % {"date": _day(signal.due_on)},
            settings.PORTAL_URL + reverse("signals:overview", args=[signal.public_id]),
        ),
    )


def presented_letter(signal: Signal, person: Person) -> Text:
    """Ask the wethouder to decide on what is put before them."""
    return Text(
        _("Aan u voorgelegd: signaal %(number)s") % {"number": signal.public_id},
        _written(
            _("Beste %(name)s,") % {"name": person},
            _("Hierover is een keuze van u nodig. Het komt van een bewoner van %(area)s:")
            % {"area": signal.area},
            f"  {signal.title}",
            _("De inzender hoort uiterlijk op %(date)s meer. Lees het voorstel en zeg wat u besluit:")
            % {"date": _day(signal.due_on)},
            settings.PORTAL_URL + reverse("signals:overview", args=[signal.public_id]),
        ),
    )


def turned_letter(signal: Signal, step: SignalStep, person: Person) -> Text:
    """Tell who judges signals what another said of one: it was given back, or decided on."""
    return Text(
        _("Signaal %(number)s: %(state)s") % {"number": signal.public_id, "state": step.get_state_display()},
        _written(
            _("Beste %(name)s,") % {"name": person},
            _("De stand van dit signaal is nu “%(state)s”:") % {"state": step.get_state_display()},
            f"  {signal.title}",
            _("De inzender las: %(text)s") % {"text": step.text},
            settings.PORTAL_URL + reverse("signals:overview", args=[signal.public_id]),
        ),
    )


def reminder_letter(person: Person, signals: Sequence[Signal], *, number: int) -> Text:
    """Tell a worker in one mail of which signals the term has passed."""
    lines = [
        _("- %(title)s (%(area)s), %(left)s")
        % {"title": signal.title, "area": signal.area, "left": signal.time_left}
        for signal in signals[:MOST_LINES]
    ]
    return Text(
        ngettext("%(number)d signaal is te laat", "%(number)d signalen zijn te laat", number)
        % {"number": number},
        _written(
            _("Beste %(name)s,") % {"name": person},
            _("De inzenders van deze signalen hadden al iets moeten horen:"),
            "\n".join(lines),
            _("Weet u het nog niet? Laat dan weten wanneer wel:"),
            settings.PORTAL_URL + reverse("signals:inbox") + "?lijst=te-laat",
        ),
    )


def is_told(step: SignalStep) -> bool:
    """Whether the sender gets a mail of a step: of each turn, but not of what they wrote themselves."""
    return step.kind in {StepKind.MERGED, StepKind.SPLIT} or bool(
        step.kind in {StepKind.MOVED, StepKind.SAID} and step.text
    )


def _opening(sender: Sender) -> str:
    return _("Beste %(name)s,") % {"name": sender.name} if sender.name else _("Goedendag,")


def _link(signal: Signal) -> str:
    return settings.PORTAL_URL + reverse("signals:follow", args=[follow_token(signal)])


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _written(*paragraphs: str) -> str:
    return "\n\n".join(part for part in paragraphs if part)
