from celery import shared_task

from wijkportaal.foundation.jobs.registry import handles
from wijkportaal.foundation.privacy import actions
from wijkportaal.foundation.privacy.models import Export


@handles("privacy.make_export")
def make_export(work, *, export: int) -> None:
    """Collect all that is held of a person and put it ready for them."""
    if found := Export.objects.filter(pk=export).select_related("person").defer("data").first():
        actions.make_export(work, found)


@shared_task(name="privacy.clear_everything")
def clear_everything() -> None:
    """Clear away what is past its term; the clock asks once a day."""
    actions.clear_everything()
