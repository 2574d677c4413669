"""What asks hold of people: who planned them in their work."""

from participation.asks.models import Ask
from wijkportaal.foundation.privacy.registry import work

work(Ask, "edited_by")
