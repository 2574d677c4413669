"""The public doors: special approaches, and who may decide what in an area."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from areas.territory.models import Area
from programmes.approaches.queries import approaches_visible_to, mandates_in, progress_of
from wijkportaal.foundation.operations.caching import public_page


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the special approaches."""
    return render(request, "approaches/index.html", {"approaches": approaches_visible_to(request.user)})


@public_page
def approach(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one special approach with its areas and projects."""
    found = get_object_or_404(approaches_visible_to(request.user), slug=slug)
    context = {"approach": found, "progress": progress_of(found, request.user)}
    return render(request, "approaches/approach.html", context)


@public_page
def mandates(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who may decide what in an area, up to which amount."""
    area = get_object_or_404(Area, slug=slug)
    return render(request, "approaches/area_mandates.html", {"area": area, "mandates": mandates_in(area)})
