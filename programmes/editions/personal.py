"""What editions hold of people: who did something in their work."""

from programmes.editions.models import Edition
from wijkportaal.foundation.privacy.registry import work

work(Edition, "made_by")
