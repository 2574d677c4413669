"""What following clears away."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from participation.subscriptions.actions import (
    CONFIRM_WITHIN,
    KEEP_NEWS,
    forget_old_news,
    forget_unconfirmed,
    news_past,
    unconfirmed_past,
)
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    CONFIRM_WITHIN,
    name="subscriptions.unconfirmed",
    label=_("adressen van volgers"),
    text=_("Een adres dat niet is bevestigd, of waarmee niets meer wordt gevolgd."),
    due=unconfirmed_past,
    # The letter says until when one can confirm.
    least=CONFIRM_WITHIN,
)(forget_unconfirmed)
cleared_after(
    KEEP_NEWS,
    name="subscriptions.news",
    label=_("nieuwsberichten"),
    text=_("Een bericht dat naar volgers is gestuurd."),
    due=news_past,
    # The mail of a month is made of it.
    least=timedelta(days=35),
)(forget_old_news)
