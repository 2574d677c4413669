from django import template

from wijkportaal.foundation.jobs.models import Job

register = template.Library()


@register.inclusion_tag("jobs/_progress.html", takes_context=True)
def job_progress(context, job: Job) -> dict:
    """Show how far a job is. Who may follow it sees it go on (htmx); others see how far it was when the page came."""
    person = context["user"]
    may_follow = job.requested_by_id == person.pk or person.has_perm("jobs.view_all_jobs")
    return {"job": job, "may_follow": may_follow}
