from django.db.models import QuerySet

from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import FAILED


def jobs_visible_to(person) -> QuerySet[Job]:
    """Return the jobs that someone may see: their own, or all for who manages the portal."""
    if person.has_perm("jobs.view_all_jobs"):
        return Job.objects.all()
    return Job.objects.filter(requested_by=person) if person.is_authenticated else Job.objects.none()


def failed_jobs() -> QuerySet[Job]:
    """Return the work of the whole portal that failed and that nobody began anew."""
    return Job.objects.filter(state=FAILED)
