from celery import shared_task

from wijkportaal.foundation.editing import actions


@shared_task(name="editing.forget_drafts")
def forget_drafts() -> None:
    """Clear away the drafts that nobody came back to."""
    actions.forget_old_drafts()
