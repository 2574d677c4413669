"""What can be decided, and how a decision goes from the desk to who it is for."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DECIDED = "decided"
TO_POST = "to_post"
SENT = "sent"

GRANTED = "granted"
PARTLY = "partly"
REJECTED = "rejected"
NOT_CONSIDERED = "not_considered"
CHANGED = "changed"
WITHDRAWN = "withdrawn"
SETTLED = "settled"
RECLAIMED = "reclaimed"
UPHELD = "upheld"

OUTCOMES = {
    GRANTED: _("toegekend"),
    PARTLY: _("deels toegekend"),
    REJECTED: _("afgewezen"),
    NOT_CONSIDERED: _("niet in behandeling genomen"),
    CHANGED: _("gewijzigd"),
    WITHDRAWN: _("ingetrokken"),
    SETTLED: _("vastgesteld"),
    RECLAIMED: _("teruggevorderd"),
    UPHELD: _("in stand gelaten"),
}
# How a badge shows it.
OUTCOME_KINDS = {
    GRANTED: ("success", "circle-check"),
    PARTLY: ("warning", "circle-dashed"),
    REJECTED: ("error", "circle-x"),
    NOT_CONSIDERED: ("error", "circle-x"),
    CHANGED: ("accent", "pencil"),
    WITHDRAWN: ("error", "circle-x"),
    SETTLED: ("success", "checks"),
    RECLAIMED: ("warning", "arrow-left"),
    UPHELD: ("neutral", "shield-check"),
}


def _has_letter(decision) -> str | None:
    return None if decision.letter_id else str(_("De brief wordt nog gemaakt."))


LIFE_CYCLE = LifeCycle(
    states={DECIDED: _("brief wordt gemaakt"), TO_POST: _("moet op de post"), SENT: _("verstuurd")},
    initial=DECIDED,
    transitions=(
        Transition(
            name="mail",
            source=(DECIDED,),
            target=SENT,
            permission="decisions.send_decision",
            label=_("Per e-mail versturen"),
            why=_("Het portaal doet dit zelf, zodra de brief is gemaakt."),
            guards=(_has_letter,),
        ),
        Transition(
            name="hand_over",
            source=(DECIDED,),
            target=TO_POST,
            permission="decisions.send_decision",
            label=_("Klaarleggen voor de post"),
            why=_("Het portaal doet dit zelf, als er geen e-mailadres is."),
            guards=(_has_letter,),
        ),
        Transition(
            name="post",
            source=(TO_POST,),
            target=SENT,
            permission="decisions.send_decision",
            label=_("Vandaag op de post gedaan"),
            why=_("Morgen begint de termijn van zes weken voor bezwaar."),
        ),
    ),
)
