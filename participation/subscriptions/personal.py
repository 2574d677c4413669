"""What following holds of people: an address and what is followed with it. No history is kept of it."""

from django.utils.translation import gettext_lazy as _

from participation.subscriptions.models import Follower, Subscription
from wijkportaal.foundation.privacy.registry import own

own(
    Subscription,
    "follower__person",
    address="follower__email",
    label=_("wat u volgt"),
    shows=("kind", "ident", "rhythm", "asked_at", "confirmed_at"),
    goes=True,
)
own(
    Follower,
    "person",
    address="email",
    label=_("uw adres om te volgen"),
    shows=("email", "since", "bounced_at"),
    goes=True,
)
