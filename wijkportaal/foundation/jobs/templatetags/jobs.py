from django import template

from wijkportaal.foundation.jobs.models import Job

register = template.Library()


@register.inclusion_tag("jobs/_progress.html")
def job_progress(job: Job) -> dict:
    """Show how far a job is, kept up to date by htmx; without JavaScript a link to refresh the page."""
    return {"job": job}
