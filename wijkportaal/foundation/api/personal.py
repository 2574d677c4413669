"""What the API holds of a person: the tokens that they made, and for a day what their programs were answered."""

from wijkportaal.foundation.api.models import Reply, Token
from wijkportaal.foundation.privacy.registry import own

own(Token, "person", shows=("name", "made_at", "valid_until", "used_at"), goes=True)
own(Reply, "person", shows=("status", "made_at"), goes=True)
