"""What webhooks hold of people: who made one. Nothing of a person is ever sent."""

from wijkportaal.foundation.privacy.registry import work
from wijkportaal.portal.webhooks.models import Webhook

work(Webhook, "made_by")
