"""The life of an application, from concept to settled account."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from areas.roles.states import ALDERMAN, AREA_MANAGER, FINANCE
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT, SUBMITTED, INCOMPLETE, ASSESSED, PROPOSED = "draft", "submitted", "incomplete", "assessed", "proposed"
GRANTED, RUNNING, ACCOUNTED, SETTLED, CLOSED = "granted", "running", "accounted", "settled", "closed"
REJECTED, SET_ASIDE, WITHDRAWN = "rejected", "set_aside", "withdrawn"

STATES = {
    DRAFT: _("concept"),
    SUBMITTED: _("ingediend"),
    INCOMPLETE: _("wacht op aanvulling"),
    ASSESSED: _("beoordeeld"),
    PROPOSED: _("wacht op tweede besluit"),
    GRANTED: _("toegekend"),
    RUNNING: _("in uitvoering"),
    ACCOUNTED: _("verantwoord"),
    SETTLED: _("vastgesteld"),
    CLOSED: _("afgerond"),
    REJECTED: _("afgewezen"),
    SET_ASIDE: _("niet behandeld"),
    WITHDRAWN: _("ingetrokken"),
}
# Before the decision, and so the clock runs or stands still.
UNDECIDED = (SUBMITTED, INCOMPLETE, ASSESSED, PROPOSED)
# What anyone may read of: money was promised or went out.
PUBLIC = (GRANTED, RUNNING, ACCOUNTED, SETTLED, CLOSED)
ENDED = (CLOSED, REJECTED, SET_ASIDE, WITHDRAWN)

BOARD, TASKGROUP, RESIDENT = "board", "taskgroup", "resident"
APPLICANTS = {BOARD: _("besturen"), TASKGROUP: _("taakgroepen"), RESIDENT: _("bewoners")}

DECIDERS = {
    AREA_MANAGER: _("wijkmanager"),
    FINANCE: _("financieel medewerker"),
    ALDERMAN: _("wijkwethouder, namens het college"),
}

# Art. 4:5 Awb wants a chance to complete an application; so many days are offered.
ANSWER_TIME = timedelta(days=14)
REMIND_BEFORE = timedelta(days=7)
REMIND_EVERY = timedelta(days=14)
# Art. 4:87 Awb: who must pay does so within six weeks after the decision.
PAY_WITHIN = timedelta(weeks=6)

FIRST_CHECKLIST = (
    _("Het plan past bij het doel van de regeling."),
    _("De begroting klopt en is redelijk."),
    _("Bewoners uit het gebied hebben er iets aan."),
    _("De aanvrager kan het plan uitvoeren."),
)


def _no_decision_before_assessment(application) -> str | None:
    if application.state == SUBMITTED and not application.regulation.is_quick:
        return _("Eerst beoordeelt een collega de aanvraag.")
    return None


def _two_pairs_of_eyes(application) -> str | None:
    if application.state != PROPOSED and application.needs_second_decision:
        return _("Over dit bedrag beslissen twee mensen. Geef eerst uw besluit door aan een collega.")
    return None


def _advice_is_in(application) -> str | None:
    if application.needs_advice and not application.advices.exists():
        return _("Bij dit bedrag hoort een advies van het wijkteam. Dat is er nog niet.")
    return None


def _chance_has_passed(application) -> str | None:
    if application.has_time_to_answer:
        return _("De aanvrager heeft nog tijd om aan te vullen.")
    return None


LIFE_CYCLE = LifeCycle(
    states=STATES,
    initial=DRAFT,
    transitions=(
        Transition(
            name="submit",
            source=(DRAFT,),
            target=SUBMITTED,
            permission="grants.change_own",
            label=_("Versturen"),
            why=_("De gemeente gaat uw aanvraag bekijken. U krijgt een e-mail met de datum van het besluit."),
        ),
        Transition(
            name="ask",
            source=(SUBMITTED, ASSESSED),
            target=INCOMPLETE,
            permission="grants.review",
            label=_("Om aanvulling vragen"),
            why=_("De aanvrager krijgt uw vraag per e-mail. De termijn staat stil tot het antwoord er is."),
        ),
        Transition(
            name="answer",
            source=(INCOMPLETE,),
            target=SUBMITTED,
            permission="grants.change_own",
            label=_("Aanvulling versturen"),
            why=_("De gemeente gaat verder met uw aanvraag."),
        ),
        Transition(
            name="set_aside",
            source=(INCOMPLETE,),
            target=SET_ASIDE,
            permission="grants.decide",
            label=_("Niet behandelen"),
            why=_("De aanvulling bleef uit (artikel 4:5 Awb). De aanvrager krijgt een brief."),
            needs_reason=True,
            guards=(_chance_has_passed,),
        ),
        Transition(
            name="assess",
            source=(SUBMITTED,),
            target=ASSESSED,
            permission="grants.review",
            label=_("Beoordelen"),
            why=_("U loopt de punten na en schrijft een advies voor wie beslist."),
        ),
        Transition(
            name="look_again",
            source=(ASSESSED, PROPOSED),
            target=SUBMITTED,
            permission="grants.review",
            label=_("Opnieuw beoordelen"),
            why=_("Er moet nog iets worden uitgezocht."),
            needs_reason=True,
        ),
        Transition(
            name="propose",
            source=(SUBMITTED, ASSESSED),
            target=PROPOSED,
            permission="grants.decide",
            label=_("Besluit doorgeven"),
            why=_("Een collega beslist mee: dit bedrag vraagt twee paar ogen."),
            guards=(_no_decision_before_assessment, _advice_is_in),
        ),
        Transition(
            name="grant",
            source=(SUBMITTED, ASSESSED, PROPOSED),
            target=GRANTED,
            permission="grants.decide",
            label=_("Toekennen"),
            why=_("De aanvrager krijgt de beschikking. Het geld wordt apart gezet."),
            guards=(_no_decision_before_assessment, _advice_is_in, _two_pairs_of_eyes),
        ),
        Transition(
            name="reject",
            source=(SUBMITTED, ASSESSED, PROPOSED),
            target=REJECTED,
            permission="grants.decide",
            label=_("Afwijzen"),
            why=_("De aanvrager krijgt de beschikking met de reden."),
            needs_reason=True,
            guards=(_no_decision_before_assessment,),
        ),
        Transition(
            name="withdraw",
            source=(DRAFT, SUBMITTED, INCOMPLETE, ASSESSED, PROPOSED, GRANTED),
            target=WITHDRAWN,
            permission="grants.change_own",
            label=_("Intrekken"),
            why=_("De aanvraag stopt. Was er geld toegekend, dan komt het vrij."),
            needs_reason=True,
        ),
        Transition(
            name="pay",
            source=(GRANTED,),
            target=RUNNING,
            permission="grants.pay",
            label=_("Voorschot betalen"),
            why=_("Boekt het voorschot. De aanvrager krijgt een e-mail."),
        ),
        Transition(
            name="pay_whole",
            source=(GRANTED,),
            target=CLOSED,
            permission="grants.pay",
            label=_("Uitbetalen"),
            why=_("Boekt het hele bedrag. Een verantwoording is bij deze regeling niet nodig."),
        ),
        Transition(
            name="account",
            source=(RUNNING,),
            target=ACCOUNTED,
            permission="grants.change_own",
            label=_("Verantwoording versturen"),
            why=_("De gemeente kijkt naar uw verslag en uw bonnen."),
        ),
        Transition(
            name="return_account",
            source=(ACCOUNTED,),
            target=RUNNING,
            permission="grants.settle",
            label=_("Verantwoording terugsturen"),
            why=_("De aanvrager leest uw vraag en stuurt de verantwoording opnieuw."),
            needs_reason=True,
        ),
        Transition(
            name="settle",
            source=(RUNNING, ACCOUNTED),
            target=SETTLED,
            permission="grants.settle",
            label=_("Vaststellen"),
            why=_("Het bedrag staat daarna vast. De aanvrager krijgt een beschikking."),
        ),
        Transition(
            name="revise",
            source=(REJECTED, SET_ASIDE, GRANTED, RUNNING, ACCOUNTED),
            target=GRANTED,
            permission="grants.revise",
            label=_("Bezwaar gegrond"),
            why=_(
                "Het nieuwe bedrag komt in plaats van het eerste besluit. Wat er meer is, wordt eerst betaald."
            ),
            needs_reason=True,
        ),
        Transition(
            name="revise_final",
            source=(SETTLED, CLOSED),
            target=SETTLED,
            permission="grants.revise",
            label=_("Bezwaar gegrond"),
            why=_("Het bedrag wordt opnieuw vastgesteld. Het verschil wordt betaald of teruggevraagd."),
            needs_reason=True,
        ),
        Transition(
            name="balance",
            source=(SETTLED,),
            target=CLOSED,
            permission="grants.pay",
            label=_("Verrekenen"),
            why=_("Boekt wat nog betaald is, of wat is terugbetaald."),
        ),
    ),
)


class GrantRefused(Exception):
    """Something cannot be done with an application; the message says in Dutch what to do."""
