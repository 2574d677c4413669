"""What moderation clears away."""

from django.utils.translation import gettext_lazy as _

from participation.moderation.actions import cases_past, forget_cases
from participation.moderation.states import APPEAL_WITHIN, KEEP_CASES
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEEP_CASES,
    name="moderation.cases",
    label=_("klachten en oordelen"),
    text=_("Wie iets meldde, en wat erover is beslist."),
    due=cases_past,
    # Until then somebody may ask for a second judgement of it.
    least=APPEAL_WITHIN,
)(forget_cases)
