"""What allocations hold of people: who did something in their work."""

from budgets.allocations.models.runs import Run
from budgets.allocations.models.settlements import AccountSettlement
from wijkportaal.foundation.privacy.registry import work

work(Run, "prepared_by", "edited_by", "decided_by")
work(AccountSettlement, "sent_by", "settled_by")
