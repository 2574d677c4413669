from celery import shared_task

from areas.territory.actions import refresh_for_today


@shared_task(name="territory.refresh_for_today")
def refresh_for_today_task() -> None:
    """Let what was planned for today begin; the clock asks shortly after midnight and every hour."""
    refresh_for_today()
