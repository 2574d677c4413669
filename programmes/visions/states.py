"""The life cycle of a visie: made with the area, adopted, and after about ten years followed by the next."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT = "draft"
ADOPTED = "adopted"
SUCCEEDED = "succeeded"

# What anyone may read; an old visie stays, with what became of its goals.
PUBLIC = (ADOPTED, SUCCEEDED)

ADOPT = "visions.adopt_vision"


class VisionClosed(EditRefused):
    """The content of a visie may not change any more; the message says so in Dutch."""

    def __init__(self, vision):
        super().__init__(
            _("Deze visie is nu “%(state)s”. U kunt deze tekst niet meer wijzigen.")
            % {"state": vision.get_state_display()}
        )


def lacks_goals(vision) -> str | None:
    """Say that a visie without goals leads to nothing."""
    return (
        None
        if vision.themes.filter(goals__isnull=False).exists()
        else _("Er staat nog geen doel in de visie.")
    )


def lacks_makers(vision) -> str | None:
    """Say that a reader must know whose visie this is."""
    return None if vision.made_by.strip() else _("Er staat nog niet wie de visie heeft gemaakt.")


def lacks_decision(vision) -> str | None:
    """Say that an adopted visie names who adopted it, and when."""
    if vision.decided_on and vision.decided_by.strip():
        return None
    return _("Er staat nog niet wie de visie heeft vastgesteld, en wanneer.")


LIFE_CYCLE = LifeCycle(
    states={DRAFT: _("concept"), ADOPTED: _("vastgesteld"), SUCCEEDED: _("opgevolgd")},
    initial=DRAFT,
    transitions=(
        Transition(
            name="adopt",
            source=(DRAFT,),
            target=ADOPTED,
            permission=ADOPT,
            label=_("Vaststellen"),
            why=_("Iedereen kan de visie dan lezen. Een eerdere visie van dit gebied wordt “opgevolgd”."),
            guards=(lacks_goals, lacks_makers, lacks_decision),
        ),
        Transition(
            name="reopen",
            source=(ADOPTED,),
            target=DRAFT,
            permission=ADOPT,
            label=_("Terug naar concept"),
            why=_("Er moet iets anders. De visie is dan niet te lezen tot zij weer is vastgesteld."),
            needs_reason=True,
        ),
        Transition(
            name="succeed",
            source=(ADOPTED,),
            target=SUCCEEDED,
            permission=ADOPT,
            label=_("Opgevolgd melden"),
            why=_("De visie geldt niet meer. Zij blijft te lezen, met wat er voor de doelen is gedaan."),
        ),
    ),
)
