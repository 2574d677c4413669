from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wijkportaal.foundation.jobs.queries import jobs_visible_to


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a job is; the fragment asks for itself again until the job has ended."""
    job = get_object_or_404(jobs_visible_to(request.user), pk=pk)
    response = render(request, "jobs/_progress.html", {"job": job, "is_followed": job.is_open})
    if not job.is_open:
        # The page around it shows the result: a document to open, a list that has grown.
        response["HX-Refresh"] = "true"
    return response
