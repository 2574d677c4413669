"""What questions of the raad hold of people: who asked in public office, and who answered in their work."""

from wijkportaal.foundation.privacy.registry import work
from wijkportaal.portal.questions.models import CouncilQuestion

work(CouncilQuestion, "asker", "handler", "edited_by")
