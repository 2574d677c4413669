"""The life cycle of a buurtanalyse, and the fixed scale on which professionals judge."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT = "draft"
PUBLISHED = "published"

# Who may judge how an area goes.
PROFESSIONALS = ("area_manager", "community_worker", "partner", "department")
# So many days before the day to answer someone is reminded, and once after it.
REMIND_AT = (3, -1)

# The same five words for every theme, area and year, so that they can be laid side by side.
SCALE = {
    1: _("gaat slecht"),
    2: _("gaat matig"),
    3: _("gaat redelijk"),
    4: _("gaat goed"),
    5: _("gaat heel goed"),
}


class AnalysisClosed(EditRefused):
    """A published buurtanalyse may not change any more; the message says so in Dutch."""

    def __init__(self):
        super().__init__(
            _("Deze buurtanalyse is gepubliceerd. Zet haar eerst terug naar concept als er iets anders moet.")
        )


def lacks_story(analysis) -> str | None:
    """Say that figures without a story tell a resident little."""
    if analysis.opening:
        return None
    return _("Het verhaal is nog leeg: wat is sterk, wat geeft zorgen, wat biedt kansen?")


LIFE_CYCLE = LifeCycle(
    states={DRAFT: _("concept"), PUBLISHED: _("gepubliceerd")},
    initial=DRAFT,
    transitions=(
        Transition(
            name="publish",
            source=(DRAFT,),
            target=PUBLISHED,
            permission="analysis.make_analysis",
            label=_("Publiceren"),
            why=_("Iedereen kan de buurtanalyse lezen. Oordelen en ervaringen liggen dan vast."),
            guards=(lacks_story,),
        ),
        Transition(
            name="reopen",
            source=(PUBLISHED,),
            target=DRAFT,
            permission="analysis.make_analysis",
            label=_("Terug naar concept"),
            why=_("Er moet iets anders. De buurtanalyse is dan niet te lezen tot u haar weer publiceert."),
            needs_reason=True,
        ),
    ),
)
