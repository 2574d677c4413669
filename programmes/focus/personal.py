"""What focus holds of people: who did something in their work."""

from programmes.focus.models import Focus
from wijkportaal.foundation.privacy.registry import work

work(Focus, "edited_by")
