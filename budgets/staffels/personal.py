"""What staffels hold of people: who did something in their work."""

from budgets.staffels.models import StaffelVersion
from wijkportaal.foundation.privacy.registry import work

work(StaffelVersion, "edited_by", "proposed_by", "decided_by")
