"""What moderation clears away."""

from django.utils.translation import gettext_lazy as _

from participation.moderation.actions import forget_cases
from participation.moderation.states import KEEP_CASES
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEEP_CASES,
    name="moderation.cases",
    label=_("klachten en oordelen"),
    text=_("Wie iets meldde, en wat erover is beslist."),
)(forget_cases)
