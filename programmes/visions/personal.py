"""What visies hold of people: who did something in their work."""

from programmes.visions.models import ExecutionPlan, Goal, PlanLine, Vision, VisionTheme
from wijkportaal.foundation.privacy.registry import work

work(ExecutionPlan, "edited_by")
work(Goal, "edited_by")
work(PlanLine, "edited_by")
work(Vision, "edited_by")
work(VisionTheme, "edited_by")
