"""What approaches hold of people: who did something in their work."""

from programmes.approaches.models import Approach, Mandate, Party, Question
from wijkportaal.foundation.privacy.registry import work

work(Approach, "edited_by")
work(Mandate, "edited_by")
work(Party, "edited_by")
work(Question, "edited_by")
