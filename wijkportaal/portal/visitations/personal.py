"""What visitaties hold of people: who goes about a recommendation and who wrote, in their work."""

from wijkportaal.foundation.privacy.registry import work
from wijkportaal.portal.visitations.models import Questionnaire, Recommendation, Visitation

work(Questionnaire, "edited_by")
work(Visitation, "edited_by")
work(Recommendation, "responsible")
