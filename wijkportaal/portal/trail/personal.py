"""What the trail holds of people: who took lines out of it. Who did what stands in the history itself."""

from wijkportaal.foundation.privacy.registry import work
from wijkportaal.portal.trail.models import TrailExport

work(TrailExport, "asked_by")
