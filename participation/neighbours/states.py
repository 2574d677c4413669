"""The life of a notice and of a talk, and the words of the room. Pure Python."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

ASK, OFFER = "ask", "offer"
KINDS = {ASK: _("gevraagd"), OFFER: _("aangeboden")}
HELP, THING, ROOM = "help", "thing", "room"
SUBJECTS = {HELP: _("hulp"), THING: _("spullen"), ROOM: _("ruimte")}


@dataclass(frozen=True)
class Category:
    """What a notice is about."""

    label: str | Promise
    subject: str


CATEGORIES: dict[str, Category] = {
    "odd_jobs": Category(_("klussen in huis"), HELP),
    "garden": Category(_("tuin"), HELP),
    "shopping": Category(_("boodschappen"), HELP),
    "transport": Category(_("meerijden en vervoer"), HELP),
    "computer": Category(_("computer en telefoon"), HELP),
    "language": Category(_("taal en formulieren"), HELP),
    "company": Category(_("koffie, wandelen, spelletjes"), HELP),
    "pets": Category(_("huisdieren"), HELP),
    "tools": Category(_("gereedschap"), THING),
    "bikes": Category(_("fiets, kar of auto"), THING),
    "party": Category(_("servies, tenten en feestspullen"), THING),
    "books": Category(_("boeken en speelgoed"), THING),
    "other_things": Category(_("andere spullen"), THING),
    "meeting": Category(_("plek om bij elkaar te komen"), ROOM),
    "making": Category(_("plek om iets te maken"), ROOM),
    "storage": Category(_("plek om iets te bewaren"), ROOM),
}
SLOTS = {
    "day": _("doordeweeks overdag"),
    "evening": _("doordeweeks ’s avonds"),
    "saturday": _("zaterdag"),
    "sunday": _("zondag"),
}
# Who does it as a profession.
SERVICES = {
    "family": _("hulp bij opvoeden (Home-Start)"),
    "mediation": _("buurtbemiddeling"),
    "buddies": _("maatjes"),
    "food": _("voedselbank"),
    "money": _("hulp met geld en formulieren"),
    "chores": _("klussendienst"),
    "transport": _("vervoer van deur tot deur"),
    "informal_care": _("steunpunt mantelzorg"),
    "other": _("andere hulp"),
}

WAITING, OPEN, REFUSED, DONE, WITHDRAWN, EXPIRED, REMOVED = (
    "waiting",
    "open",
    "refused",
    "done",
    "withdrawn",
    "expired",
    "removed",
)
# What moderation calls them.
NOTICE, WORDS = "oproep", "buurtgesprek"
TALKING, KNOWN, ENDED = "talking", "known", "ended"
OVER = (REFUSED, DONE, WITHDRAWN, EXPIRED, REMOVED)

# How long a notice stands, and from when before its end its maker is asked whether it still holds.
LASTS = timedelta(days=42)
REMIND_BEFORE = timedelta(days=7)
# How long what is over is kept.
KEPT = timedelta(days=60)
MOST_OPEN, MOST_A_DAY, TALKS_A_DAY, WORDS_A_DAY = 6, 3, 8, 40

MODERATE, OWN, TALK, CLOCK, JUDGED = (
    "neighbours.moderate",
    "neighbours.change_own",
    "neighbours.talk",
    "neighbours.follow_clock",
    "neighbours.follow_judgement",
)

LIFE_CYCLE = LifeCycle(
    states={
        WAITING: _("wordt gelezen"),
        OPEN: _("staat open"),
        DONE: _("gelukt"),
        EXPIRED: _("verlopen"),
        WITHDRAWN: _("weggehaald"),
        REFUSED: _("niet geplaatst"),
        REMOVED: _("van de site gehaald"),
    },
    initial=WAITING,
    transitions=(
        Transition(
            name="publish",
            source=(WAITING,),
            target=OPEN,
            permission=MODERATE,
            label=_("Plaatsen"),
            why=_("Iedereen ziet de soort, de titel en de plek. De maker krijgt een e-mail."),
        ),
        Transition(
            name="refuse",
            source=(WAITING,),
            target=REFUSED,
            permission=MODERATE,
            label=_("Niet plaatsen"),
            why=_("De maker krijgt uw reden, en kan het anders opschrijven."),
            needs_reason=True,
        ),
        Transition(
            name="remove",
            source=(OPEN, EXPIRED),
            target=REMOVED,
            permission=JUDGED,
            label=_("Van de site halen"),
            why=_("Wie een melding beoordeelt, besloot dit. De maker kan om een tweede oordeel vragen."),
            needs_reason=True,
        ),
        Transition(
            name="put_back",
            source=(REMOVED,),
            target=OPEN,
            permission=JUDGED,
            label=_("Terugzetten"),
            why=_("Bij het tweede oordeel bleek dat de oproep mag."),
        ),
        Transition(
            name="fulfil",
            source=(OPEN,),
            target=DONE,
            permission=OWN,
            label=_("Het is gelukt"),
            why=_("De oproep gaat van de lijst. Fijn!"),
        ),
        Transition(
            name="withdraw",
            source=(WAITING, OPEN),
            target=WITHDRAWN,
            permission=OWN,
            label=_("Weghalen"),
            why=_("Het hoeft niet meer."),
        ),
        Transition(
            name="renew",
            source=(EXPIRED,),
            target=OPEN,
            permission=OWN,
            label=_("Zet weer open"),
            why=_("De oproep staat er weer zes weken."),
        ),
        Transition(
            name="expire",
            source=(OPEN,),
            target=EXPIRED,
            permission=CLOCK,
            label=_("Laten verlopen"),
            why=_("Het portaal doet dit zelf na de laatste dag."),
        ),
    ),
)


def _one_waits(talk) -> str | None:
    """Say that not both agreed yet."""
    if talk.owner_agrees and talk.other_agrees:
        return None
    return _("De ander moet ook ja zeggen.")


TALK_CYCLE = LifeCycle(
    states={TALKING: _("in gesprek"), KNOWN: _("u kent elkaars gegevens"), ENDED: _("gestopt")},
    initial=TALKING,
    transitions=(
        Transition(
            name="reveal",
            source=(TALKING,),
            target=KNOWN,
            permission=TALK,
            label=_("Gegevens delen"),
            why=_("U ziet elkaars naam en e-mailadres als u allebei ja zegt."),
            guards=(_one_waits,),
        ),
        Transition(
            name="end_talk",
            source=(TALKING, KNOWN),
            target=ENDED,
            permission=TALK,
            label=_("Gesprek stoppen"),
            why=_("Er komen geen berichten meer bij. Na twee maanden is alles weg."),
        ),
    ),
)
