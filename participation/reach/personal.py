"""What reach holds of people: who noted an attempt in their work."""

from participation.reach.models import Attempt
from wijkportaal.foundation.privacy.registry import work

work(Attempt, "noted_by")
