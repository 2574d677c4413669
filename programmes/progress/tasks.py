from celery import shared_task

from programmes.progress.actions import ask_for_reports


@shared_task(name="progress.ask_for_reports")
def ask_for_reports_task() -> None:
    """Ask who carries what was silent for a quarter; the clock asks daily, a letter goes once a month."""
    ask_for_reports()
