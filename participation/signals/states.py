"""The life of a signal: four routes with their own states and terms, and one way in and out."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

NEW = "new"
SOLVING = "solving"
ADDRESSED, TAKEN = "addressed", "taken"
ANALYSING, DIRECTING = "analysing", "directing"
PREPARING, PRESENTED = "preparing", "presented"
PLANNED = "planned"
DONE, DECLINED, DISCARDED = "done", "declined", "discarded"

UNDER_WAY = (SOLVING, ADDRESSED, TAKEN, ANALYSING, DIRECTING, PREPARING, PRESENTED, PLANNED)
# Where a department or partner is to move, when it was addressed to one.
WITH_OTHERS = (ADDRESSED, TAKEN, PLANNED)
OPEN = (NEW, *UNDER_WAY)
CLOSED = (DONE, DECLINED)

SOLVE, ADDRESS, DIRECT, AGENDA = "solve", "address", "direct", "agenda"


@dataclass(frozen=True)
class Route:
    """One of the four ways in which a question is dealt with (Deventer)."""

    key: str
    number: str
    label: str
    is_compound: bool
    is_outside: bool
    about: str


ROUTES = {
    route.key: route
    for route in (
        Route(SOLVE, "I", _("Oplossen"), False, False, _("U of een collega in de wijk lost het zelf op.")),
        Route(ADDRESS, "II", _("Adresseren"), False, True, _("Een afdeling of partner pakt het op.")),
        Route(
            DIRECT,
            "III",
            _("Regisseren"),
            True,
            False,
            _("Er zijn meer partijen nodig. Zoek het uit en breng ze bij elkaar."),
        ),
        Route(
            AGENDA,
            "IV",
            _("Agenderen"),
            True,
            True,
            _("Hier is een keuze van het bestuur voor nodig: de wethouder of de raad."),
        ),
    )
}

# How many working days each state may take before somebody must hear something new (docs/adr/0110), unless the
# gemeente chose another term. From `taken` on whoever has it names the date.
TERMS = {
    NEW: 5,
    SOLVING: 20,
    ADDRESSED: 10,
    TAKEN: 40,
    ANALYSING: 40,
    DIRECTING: 60,
    PREPARING: 30,
    PRESENTED: 60,
    PLANNED: 130,
}
# A sender who says that it is not solved waits no second time as long.
TERM_AFTER_REOPENING = 2

TRIAGE, HANDLE = "signals.triage_signal", "signals.handle_signal"
ANYWHERE = (NEW, SOLVING, ADDRESSED, TAKEN, ANALYSING, DIRECTING, PREPARING, PRESENTED)

LIFE_CYCLE = LifeCycle(
    states={
        NEW: _("nieuw"),
        SOLVING: _("wordt opgelost"),
        ADDRESSED: _("doorgegeven"),
        TAKEN: _("in behandeling"),
        ANALYSING: _("wordt uitgezocht"),
        DIRECTING: _("partijen zijn samen aan zet"),
        PREPARING: _("wordt voorbereid voor het bestuur"),
        PRESENTED: _("ligt bij het bestuur"),
        PLANNED: _("staat gepland"),
        DONE: _("afgehandeld"),
        DECLINED: _("wordt niet gedaan"),
        DISCARDED: _("weggelegd"),
    },
    initial=NEW,
    transitions=(
        Transition(
            name=SOLVE,
            source=ANYWHERE,
            target=SOLVING,
            permission=TRIAGE,
            label=_("I Oplossen"),
            why=_("Eén vraag, binnen het beleid. U lost het zelf op."),
        ),
        Transition(
            name=ADDRESS,
            source=ANYWHERE,
            target=ADDRESSED,
            permission=TRIAGE,
            label=_("II Adresseren"),
            why=_("Eén vraag, buiten het beleid van de wijk. Een afdeling of partner is aan zet."),
        ),
        Transition(
            name=DIRECT,
            source=ANYWHERE,
            target=ANALYSING,
            permission=TRIAGE,
            label=_("III Regisseren"),
            why=_("Meer vragen door elkaar, binnen het beleid. Zoek uit wie nodig is."),
        ),
        Transition(
            name=AGENDA,
            source=ANYWHERE,
            target=PREPARING,
            permission=TRIAGE,
            label=_("IV Agenderen"),
            why=_("Meer vragen door elkaar, buiten het beleid. Het bestuur moet kiezen."),
        ),
        Transition(
            name="accept",
            source=(ADDRESSED,),
            target=TAKEN,
            permission=HANDLE,
            label=_("Pakken wij op"),
            why=_("U zegt wat er gebeurt en wanneer het klaar is."),
        ),
        Transition(
            name="send_back",
            source=(ADDRESSED, TAKEN),
            target=NEW,
            permission=HANDLE,
            label=_("Hoort niet bij ons"),
            why=_("De wijkmanager zoekt een andere weg. Schrijf voor wie dit wel is."),
            needs_reason=True,
        ),
        Transition(
            name="bring_together",
            source=(ANALYSING,),
            target=DIRECTING,
            permission=HANDLE,
            label=_("Partijen zijn aan zet"),
            why=_("U weet wat er speelt, wie er nodig is en hoe de gemeente de regie voert."),
        ),
        Transition(
            name="present",
            source=(PREPARING,),
            target=PRESENTED,
            permission=HANDLE,
            label=_("Voorgelegd"),
            why=_("Het voorstel ligt bij de wethouder of de raad."),
        ),
        Transition(
            name="plan",
            source=(SOLVING, TAKEN, DIRECTING, PRESENTED),
            target=PLANNED,
            permission=HANDLE,
            label=_("Besloten: het wordt gedaan"),
            why=_("U noemt de datum waarop het klaar is."),
        ),
        Transition(
            name="finish",
            source=(SOLVING, ADDRESSED, TAKEN, DIRECTING, PRESENTED, PLANNED),
            target=DONE,
            permission=HANDLE,
            label=_("Afgehandeld"),
            why=_("Het is gedaan, of de vraag is beantwoord. De inzender kan zeggen of dat klopt."),
        ),
        Transition(
            name="decline",
            source=OPEN,
            target=DECLINED,
            permission=HANDLE,
            label=_("Wordt niet gedaan"),
            why=_("U legt uit waarom niet."),
            needs_reason=True,
        ),
        Transition(
            name="reopen",
            source=CLOSED,
            target=NEW,
            permission=HANDLE,
            label=_("Weer openen"),
            why=_("Het is toch niet klaar. Het komt weer bovenaan te staan."),
            needs_reason=True,
        ),
        Transition(
            name="discard",
            source=(NEW,),
            target=DISCARDED,
            permission=TRIAGE,
            label=_("Wegleggen"),
            why=_("Reclame, een grap of iets waar niemand iets mee kan. De inzender hoort niets."),
        ),
        Transition(
            name="restore",
            source=(DISCARDED,),
            target=NEW,
            permission=TRIAGE,
            label=_("Terugleggen"),
            why=_("Het was toch een echt signaal."),
        ),
    ),
)
