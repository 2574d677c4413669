"""What the cycle holds of people: who did something in their work."""

from programmes.cycle.models import CalendarStep, Check, CycleStep, StepFile
from wijkportaal.foundation.privacy.registry import work

work(CalendarStep, "edited_by")
work(Check, "done_by")
work(CycleStep, "edited_by", "responsible")
work(StepFile, "added_by")
