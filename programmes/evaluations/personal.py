"""What evaluations hold of people: who did something in their work."""

from programmes.evaluations.models import Evaluation
from wijkportaal.foundation.privacy.registry import work

work(Evaluation, "edited_by")
