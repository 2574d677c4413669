"""What payments hold of people: who did something in their work."""

from budgets.payments.models import StatementFile
from wijkportaal.foundation.privacy.registry import work

work(StatementFile, "uploaded_by")
