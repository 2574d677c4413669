"""What reforms hold of people: who did something in their work."""

from areas.reforms.models import Reform
from wijkportaal.foundation.privacy.registry import work

work(Reform, "carried_out_by")
