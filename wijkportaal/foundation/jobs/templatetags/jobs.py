from datetime import timedelta

from django import template

from wijkportaal.foundation.jobs.models import Job

register = template.Library()

# From the moment that a job writes down its end until others can read it.
TO_COMMIT = timedelta(milliseconds=100)


@register.inclusion_tag("jobs/_progress.html", takes_context=True)
def job_progress(context, job: Job) -> dict:
    """Show how far a job is. Who may follow it sees it go on (htmx); others see how far it was when the page came.

    A job that ended while the page was being made is followed once more: what the page read before may be older than
    what the job wrote, and the fragment of what has ended renews the page.
    """
    person = context["user"]
    may_follow = job.requested_by_id == person.pk or person.has_perm("jobs.view_all_jobs")
    began_at = getattr(context.get("request"), "began_at", None)
    is_newer = bool(began_at and job.finished_at and job.finished_at > began_at - TO_COMMIT)
    return {"job": job, "is_followed": may_follow and (job.is_open or is_newer)}
