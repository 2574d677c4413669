"""What following clears away."""

from django.utils.translation import gettext_lazy as _

from participation.subscriptions.actions import CONFIRM_WITHIN, KEEP_NEWS, forget_old_news, forget_unconfirmed
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    CONFIRM_WITHIN,
    name="subscriptions.unconfirmed",
    label=_("adressen van volgers"),
    text=_("Een adres dat niet is bevestigd, of waarmee niets meer wordt gevolgd."),
)(forget_unconfirmed)
cleared_after(
    KEEP_NEWS,
    name="subscriptions.news",
    label=_("nieuwsberichten"),
    text=_("Een bericht dat naar volgers is gestuurd."),
)(forget_old_news)
