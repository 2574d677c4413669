"""What money flows hold of people: who did something in their work."""

from budgets.flows.models import FlowSheet
from wijkportaal.foundation.privacy.registry import work

work(FlowSheet, "uploaded_by")
