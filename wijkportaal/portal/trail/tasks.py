from wijkportaal.foundation.jobs.registry import handles
from wijkportaal.portal.trail import actions
from wijkportaal.portal.trail.forms import TrailForm
from wijkportaal.portal.trail.models import TrailExport


@handles("trail.make_file")
def make_file(work, *, export: int) -> None:
    """Write the lines that somebody asked for."""
    if found := TrailExport.objects.filter(pk=export).select_related("asked_by").first():
        actions.make_file(work, found, TrailForm(found.choice).sought)
