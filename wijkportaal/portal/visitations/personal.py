"""What visitaties hold of people: who goes about a recommendation and who wrote, in their work."""

from wijkportaal.foundation.privacy.registry import work
from wijkportaal.portal.visitations.models import Recommendation, Visitation

work(Visitation, "edited_by")
work(Recommendation, "responsible")
