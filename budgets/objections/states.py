"""The life of an objection, and how it can end."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

RECEIVED, ANSWERED, WITHDRAWN = "received", "answered", "withdrawn"

FOUNDED, UNFOUNDED, INADMISSIBLE = "founded", "unfounded", "inadmissible"
RESULTS = {
    FOUNDED: _("gegrond: het besluit wordt anders"),
    UNFOUNDED: _("ongegrond: het besluit blijft"),
    INADMISSIBLE: _("niet-ontvankelijk: het bezwaar telt niet mee"),
}
REMIND_BEFORE = timedelta(days=14)
REMIND_EVERY = timedelta(days=14)


def _not_put_off_yet(objection) -> str | None:
    return _("Het antwoord is al een keer uitgesteld.") if objection.is_put_off else None


LIFE_CYCLE = LifeCycle(
    states={RECEIVED: _("ontvangen"), ANSWERED: _("beantwoord"), WITHDRAWN: _("ingetrokken")},
    initial=RECEIVED,
    transitions=(
        Transition(
            name="answer",
            source=(RECEIVED,),
            target=ANSWERED,
            permission="objections.answer",
            label=_("Beslissen op bezwaar"),
            why=_("Wie bezwaar maakte, krijgt een besluit met de reden."),
        ),
        Transition(
            name="put_off",
            source=(RECEIVED,),
            target=RECEIVED,
            permission="objections.handle",
            label=_("Zes weken uitstellen"),
            why=_("Kan één keer (artikel 7:10 Awb). Wie bezwaar maakte, krijgt bericht."),
            needs_reason=True,
            guards=(_not_put_off_yet,),
        ),
        Transition(
            name="withdraw",
            source=(RECEIVED,),
            target=WITHDRAWN,
            permission="objections.handle",
            label=_("Is ingetrokken"),
            why=_("Wie bezwaar maakte, heeft het ingetrokken."),
            needs_reason=True,
        ),
    ),
)


class ObjectionRefused(Exception):
    """An objection cannot be taken in; the message says why in Dutch."""
