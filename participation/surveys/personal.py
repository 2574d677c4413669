"""What surveys hold of people: who made them in their work. An answer holds nobody."""

from participation.surveys.models import Survey
from wijkportaal.foundation.privacy.registry import work

work(Survey, "edited_by")
