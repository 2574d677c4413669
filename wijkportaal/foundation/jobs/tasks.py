from celery import shared_task

from wijkportaal.foundation.jobs import actions


@shared_task(name="jobs.run")
def run(job_id: int) -> None:
    """Do one job by its id."""
    actions.run_job(job_id)


@shared_task(name="jobs.sweep", acks_late=False)
def sweep() -> None:
    """Send again what is due and lies still."""
    actions.sweep_jobs()
