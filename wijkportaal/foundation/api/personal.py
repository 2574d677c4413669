"""What the API holds of a person: the tokens that they made, and for a day what their programs were answered."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.api.models import Reply, Token
from wijkportaal.foundation.privacy.registry import own

own(
    Token,
    "person",
    label=_("tokens die u maakte"),
    shows=("name", "made_at", "valid_until", "used_at"),
    goes=True,
)
own(
    Reply,
    "person",
    label=_("antwoorden aan uw programma's"),
    shows=("status", "made_at"),
    goes=True,
)
