"""What the ledger holds of people: who did something in their work."""

from budgets.ledger.models import Entry, Period
from wijkportaal.foundation.privacy.registry import work

work(Entry, "booked_by")
work(Period, "closed_by")
