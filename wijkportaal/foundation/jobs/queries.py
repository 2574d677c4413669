from django.db.models import QuerySet

from wijkportaal.foundation.jobs.models import Job


def jobs_visible_to(person) -> QuerySet[Job]:
    """Return the jobs that someone may see: their own, or all for who manages the portal."""
    if person.has_perm("jobs.view_all_jobs"):
        return Job.objects.all()
    return Job.objects.filter(requested_by=person) if person.is_authenticated else Job.objects.none()
