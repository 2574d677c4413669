"""What initiatives clear away."""

from django.utils.translation import gettext_lazy as _

from participation.initiatives.actions.talking import (
    INVITED_FOR,
    forget_invitations,
    forget_removed,
    invitations_past,
    removed_past,
)
from participation.moderation.states import APPEAL_WITHIN
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    APPEAL_WITHIN,
    name="initiatives.removed",
    label=_("weggehaalde reacties"),
    text=_("De woorden van een reactie die is weggehaald."),
    due=removed_past,
    # Until then the writer may ask for a second judgement, and who judges must be able to read it.
    least=APPEAL_WITHIN,
)(forget_removed)
cleared_after(
    INVITED_FOR,
    name="initiatives.invitations",
    label=_("uitnodigingen om mee te maken"),
    text=_("Het adres van wie is gevraagd om een initiatief mee te maken en niet antwoordde."),
    due=invitations_past,
)(forget_invitations)
