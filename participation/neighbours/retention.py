"""What neighbours clear away."""

from django.utils.translation import gettext_lazy as _

from participation.neighbours.actions import clear_away
from participation.neighbours.queries import over_long_ago
from participation.neighbours.states import KEPT
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEPT,
    name="neighbours.over",
    label=_("oproepen en gesprekken tussen buren"),
    text=_("Oproepen die voorbij zijn en gesprekken die zijn gestopt, met alles wat erin stond."),
    due=over_long_ago,
)(clear_away)
