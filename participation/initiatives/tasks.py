from celery import shared_task

from participation.initiatives.actions.talking import tidy


@shared_task(name="initiatives.tidy")
def tidy_task() -> None:
    """Forget removed words, unanswered invitations and settled objections; the clock asks once a day."""
    tidy()
