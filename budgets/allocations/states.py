"""How a run comes to be decided and carried out, and what happens with what is left at the end of a year."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

FIRST, CORRECTION, YEAR_END = "first", "correction", "year_end"
RUN_KINDS = {
    FIRST: _("toekenning"),
    CORRECTION: _("correctie"),
    YEAR_END: _("jaareinde"),
}

DRAFT, READY, ADOPTED, EXECUTED = "draft", "ready", "adopted", "executed"
FAILED, WITHDRAWN = "failed", "withdrawn"
# Nothing changes any more in what a run says once another may decide on it.
OPEN = (DRAFT, READY, ADOPTED, FAILED)

BOARD, MUNICIPALITY = "board", "municipality"
HELD_BY = {
    BOARD: _("het bestuur krijgt het geld"),
    MUNICIPALITY: _("de gemeente betaalt de rekeningen"),
}

RETURN, WITHIN_A_YEAR, SAVE_YEARS = "return", "within_a_year", "save_years"
SAVE, GOAL, SET_OFF = "save", "goal", "set_off"
YEAR_ENDS = {
    RETURN: _("teruggeven"),
    WITHIN_A_YEAR: _("binnen een jaar alsnog besteden"),
    SAVE_YEARS: _("sparen, een aantal jaren"),
    SAVE: _("vrij sparen"),
    GOAL: _("bewaren voor een doel"),
    SET_OFF: _("verrekenen met het volgende jaar"),
}

# Art. 4:87 Awb: who must pay does so within six weeks after the decision.
PAY_WITHIN = timedelta(weeks=6)

RECEIVED, SETTLED, RETURNED = "received", "settled", "returned"


def _is_whole(run) -> str | None:
    return " ".join(run.faults) or None


RUN_CYCLE = LifeCycle(
    states={
        DRAFT: _("concept"),
        READY: _("klaar voor besluit"),
        ADOPTED: _("vastgesteld"),
        EXECUTED: _("uitgevoerd"),
        FAILED: _("mislukt"),
        WITHDRAWN: _("ingetrokken"),
    },
    initial=DRAFT,
    transitions=(
        Transition(
            name="submit",
            source=(DRAFT,),
            target=READY,
            permission="allocations.prepare_run",
            label=_("Klaar voor besluit"),
            why=_("Een ander neemt daarna het besluit. Wijzigen kan dan niet meer."),
            guards=(_is_whole,),
        ),
        Transition(
            name="send_back",
            source=(READY,),
            target=DRAFT,
            permission="allocations.send_back_run",
            label=_("Terug naar concept"),
            why=_("Er moet nog iets anders. Schrijf op wat."),
            needs_reason=True,
        ),
        Transition(
            name="adopt",
            source=(READY,),
            target=ADOPTED,
            permission="allocations.adopt_run",
            label=_("Vaststellen"),
            why=_("Het portaal maakt daarna alle besluiten en boekt het geld. Dit is niet terug te draaien."),
            guards=(_is_whole,),
            needs_reason=True,
        ),
        Transition(
            name="finish",
            source=(ADOPTED,),
            target=EXECUTED,
            permission="allocations.carry_out_run",
            label=_("Uitgevoerd"),
            why=_("Het portaal doet dit zelf, als alles is geboekt."),
        ),
        Transition(
            name="fail",
            source=(ADOPTED,),
            target=FAILED,
            permission="allocations.carry_out_run",
            label=_("Mislukt"),
            why=_("Het portaal doet dit zelf, als een boeking niet kan."),
        ),
        Transition(
            name="resume",
            source=(FAILED,),
            target=ADOPTED,
            permission="allocations.prepare_run",
            label=_("Hervatten"),
            why=_(
                "Het portaal gaat verder waar het was. Wat al is besloten en geboekt, gebeurt niet nog eens."
            ),
        ),
        Transition(
            name="withdraw",
            source=(DRAFT, READY),
            target=WITHDRAWN,
            permission="allocations.prepare_run",
            label=_("Intrekken"),
            why=_("Deze ronde gaat niet door. De reden blijft bewaard."),
            needs_reason=True,
        ),
    ),
)

ACCOUNT_CYCLE = LifeCycle(
    states={
        RECEIVED: _("ontvangen"),
        SETTLED: _("vastgesteld"),
        RETURNED: _("terug voor aanvulling"),
    },
    initial=RECEIVED,
    transitions=(
        Transition(
            name="settle",
            source=(RECEIVED,),
            target=SETTLED,
            permission="allocations.settle_account",
            label=_("Vaststellen"),
            why=_(
                "Het bestuur krijgt een besluit. Wat over is, wordt geboekt zoals bij de toekenning is besloten."
            ),
        ),
        Transition(
            name="return",
            source=(RECEIVED,),
            target=RETURNED,
            permission="allocations.settle_account",
            label=_("Terugsturen voor aanvulling"),
            why=_("Er ontbreekt nog iets. Het bestuur krijgt uw vraag."),
            needs_reason=True,
        ),
        Transition(
            name="receive_again",
            source=(RETURNED,),
            target=RECEIVED,
            permission="allocations.carry_out_run",
            label=_("Opnieuw ontvangen"),
            why=_("Het portaal doet dit zelf, als het bestuur de verantwoording opnieuw stuurt."),
        ),
    ),
)
