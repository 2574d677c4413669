"""The life cycles of an initiative and of a comment, and the rungs of the participatieladder. Pure Python."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT = "draft"
SUBMITTED = "submitted"
OPEN = "open"
CHECKING = "checking"
ACCEPTED = "accepted"
RUNNING = "running"
DONE = "done"
DECLINED = "declined"
WITHDRAWN = "withdrawn"

# What anyone may read; what was withdrawn before it was public stays hidden by `published_at`.
PUBLIC = (OPEN, CHECKING, ACCEPTED, RUNNING, DONE, DECLINED, WITHDRAWN)
# Support counts as long as the decision is open.
SUPPORTABLE = (OPEN, CHECKING)
# What its makers can still change.
EDITABLE = (DRAFT, OPEN)
ENDED = (DONE, DECLINED, WITHDRAWN)
# When its makers can say whether they could decide what was promised.
JUDGED = (ACCEPTED, RUNNING, DONE, DECLINED)

CHANGE, HANDLE, DECIDE = "initiatives.change_own", "initiatives.handle", "initiatives.decide"

# The participatieladder, from knowing to doing (docs/glossary.md); the last rung is beyond it.
RUNGS = {
    "inform": _("informeren"),
    "consult": _("raadplegen"),
    "advise": _("adviseren"),
    "coproduce": _("coproduceren"),
    "codecide": _("meebeslissen"),
    "self": _("zelf beheren"),
}
RUNG_HELP = {
    "inform": _("U hoort wat er gebeurt. De gemeente beslist."),
    "consult": _("U zegt wat u ervan vindt. De gemeente beslist en vertelt waarom."),
    "advise": _("U geeft advies. Wijkt de gemeente af, dan leest u de reden."),
    "coproduce": _("U maakt het plan samen met de gemeente. De gemeente stelt het vast."),
    "codecide": _("U beslist mee. Zonder u gaat het niet door."),
    "self": _("U beslist en doet het zelf. De gemeente helpt als u dat vraagt."),
}

WAITING = "waiting"
SHOWN = "shown"
REMOVED = "removed"
MODERATE = "initiatives.moderate_comment"


def lacks_answers(initiative) -> str | None:
    """Say that a department was asked whether it can be done and did not answer yet."""
    waiting = initiative.checks.filter(outcome="").count()
    if not waiting:
        return None
    return _("Nog niet elke afdeling heeft gezegd of het kan. Wacht op het antwoord, of trek de vraag in.")


def lacks_rung(initiative) -> str | None:
    """Say that nobody told the makers what they may decide."""
    return None if initiative.rung else _("Vul eerst in wat de makers mogen beslissen.")


def lacks_agreement(initiative) -> str | None:
    """Say that a task is taken over from the gemeente only under an agreement that anyone can read."""
    if initiative.kind != "challenge" or initiative.agreement:
        return None
    return _("Schrijf eerst de afspraak op: wie doet wat, voor hoeveel geld en tot wanneer.")


def lacks_text(initiative) -> str | None:
    """Say what an initiative needs before others can look at it."""
    if not initiative.what.strip() or not initiative.why.strip():
        return _("Vul eerst in wat u wilt en waarom.")
    if initiative.kind == "challenge" and not (initiative.task.strip() and initiative.offer.strip()):
        return _("Vul eerst in welke taak u overneemt en wat u aanbiedt.")
    return None


LIFE_CYCLE = LifeCycle(
    states={
        DRAFT: _("concept"),
        SUBMITTED: _("ingestuurd"),
        OPEN: _("zoekt steun"),
        CHECKING: _("haalbaarheid wordt bekeken"),
        ACCEPTED: _("gaat door"),
        RUNNING: _("in uitvoering"),
        DONE: _("gelukt"),
        DECLINED: _("gaat niet door"),
        WITHDRAWN: _("ingetrokken"),
    },
    initial=DRAFT,
    transitions=(
        Transition(
            name="submit",
            source=(DRAFT,),
            target=SUBMITTED,
            permission=CHANGE,
            label=_("Insturen"),
            why=_("De wijkmanager leest het en zet het op de site. Daarna kan iedereen steun geven."),
            guards=(lacks_text,),
        ),
        Transition(
            name="publish",
            source=(SUBMITTED,),
            target=OPEN,
            permission=HANDLE,
            label=_("Op de site zetten"),
            why=_("Iedereen kan het lezen, steunen en erop reageren."),
        ),
        Transition(
            name="give_back",
            source=(SUBMITTED,),
            target=DRAFT,
            permission=HANDLE,
            label=_("Teruggeven"),
            why=_("De makers passen het aan. Zij krijgen uw reden per e-mail."),
            needs_reason=True,
        ),
        Transition(
            name="check",
            source=(OPEN,),
            target=CHECKING,
            permission=HANDLE,
            label=_("Haalbaarheid bekijken"),
            why=_("Afdelingen zeggen of het kan. De makers weten wanneer zij antwoord krijgen."),
        ),
        Transition(
            name="accept",
            source=(OPEN, CHECKING),
            target=ACCEPTED,
            permission=DECIDE,
            label=_("Het gaat door"),
            why=_("Iedereen leest waarom, en wat de makers mogen beslissen."),
            guards=(lacks_answers, lacks_rung, lacks_agreement),
            needs_reason=True,
        ),
        Transition(
            name="decline",
            source=(OPEN, CHECKING),
            target=DECLINED,
            permission=DECIDE,
            label=_("Het gaat niet door"),
            why=_("Iedereen leest waarom niet, en wat wel kan."),
            needs_reason=True,
        ),
        Transition(
            name="start",
            source=(ACCEPTED,),
            target=RUNNING,
            permission=CHANGE,
            label=_("We zijn begonnen"),
            why=_("Volgers krijgen bericht."),
        ),
        Transition(
            name="finish",
            source=(RUNNING,),
            target=DONE,
            permission=CHANGE,
            label=_("Het is gelukt"),
            why=_("Vertel wat er is gelukt. Volgers krijgen bericht."),
            needs_reason=True,
        ),
        Transition(
            name="withdraw",
            source=(DRAFT, SUBMITTED, OPEN, CHECKING, ACCEPTED, RUNNING),
            target=WITHDRAWN,
            permission=CHANGE,
            label=_("Intrekken"),
            why=_("Het initiatief stopt. Stond het op de site, dan blijft het te lezen, met uw reden."),
            needs_reason=True,
        ),
        Transition(
            name="reopen",
            source=(DECLINED, WITHDRAWN),
            target=OPEN,
            permission=DECIDE,
            label=_("Weer openen"),
            why=_("Er is iets veranderd, of er ging iets mis. Er kan weer steun bij."),
            needs_reason=True,
        ),
    ),
)

COMMENT_CYCLE = LifeCycle(
    states={WAITING: _("wacht op controle"), SHOWN: _("te lezen"), REMOVED: _("weggehaald")},
    initial=WAITING,
    transitions=(
        Transition(
            name="show_comment",
            source=(WAITING, REMOVED),
            target=SHOWN,
            permission=MODERATE,
            label=_("Tonen"),
            why=_("Iedereen kan de reactie lezen."),
        ),
        Transition(
            name="remove_comment",
            source=(WAITING, SHOWN),
            target=REMOVED,
            permission=MODERATE,
            label=_("Weghalen"),
            why=_("De schrijver krijgt uw reden en kan om een tweede oordeel vragen."),
            needs_reason=True,
        ),
    ),
)
