"""The life cycle of a commitment. A new date keeps it open, and is never hidden: it is a step of its own."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

OPEN = "open"
KEPT = "kept"
BROKEN = "broken"

SETTLE = "commitments.settle_commitment"

# How long before the day the keeper is reminded, and how often after it.
REMIND_BEFORE = timedelta(days=7)
REMIND_EVERY = timedelta(days=28)
# How long the link in a letter works with which someone says whether it is true.
ANSWER_TIME = timedelta(days=60)

LIFE_CYCLE = LifeCycle(
    states={OPEN: _("open"), KEPT: _("nagekomen"), BROKEN: _("niet nagekomen")},
    initial=OPEN,
    transitions=(
        Transition(
            name="keep",
            source=(OPEN,),
            target=KEPT,
            permission=SETTLE,
            label=_("Nagekomen"),
            why=_("Wat beloofd is, is gedaan. Degene aan wie het beloofd is, krijgt bericht."),
        ),
        Transition(
            name="move",
            source=(OPEN,),
            target=OPEN,
            permission=SETTLE,
            label=_("Nieuwe datum"),
            why=_("Het wordt een andere dag. De oude datum en de reden blijven te lezen."),
            needs_reason=True,
        ),
        Transition(
            name="break",
            source=(OPEN,),
            target=BROKEN,
            permission=SETTLE,
            label=_("Niet nagekomen"),
            why=_("Het lukt niet. Iedereen kan lezen waarom."),
            needs_reason=True,
        ),
        Transition(
            name="dispute",
            source=(KEPT, BROKEN),
            target=OPEN,
            permission="commitments.dispute_commitment",
            label=_("Klopt niet"),
            why=_("Degene aan wie het beloofd is, zegt dat het niet klopt."),
            needs_reason=True,
        ),
        Transition(
            name="reopen",
            source=(KEPT, BROKEN),
            target=OPEN,
            permission="commitments.reopen_commitment",
            label=_("Weer openen"),
            why=_("De afspraak was nog niet klaar, of er is iets misgegaan."),
            needs_reason=True,
        ),
    ),
)
