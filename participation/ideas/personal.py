"""What answers to ideas hold of people: who gave one in their work."""

from participation.ideas.models import IdeaAnswer
from wijkportaal.foundation.privacy.registry import work

work(IdeaAnswer, "given_by")
