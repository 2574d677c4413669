"""The public doors: where an area stands in its cycle, and the files that anyone may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from areas.territory.models import Area
from programmes.cycle.queries import public_cycles, public_files
from programmes.cycle.views.contents import give_file
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import public


@public_page
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the cycles of an area, the newest first, each step with what came out."""
    found = get_object_or_404(Area, slug=slug)
    return render(request, "cycle/area.html", {"area": found, "cycles": public_cycles(found)})


@public
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a public file of a step."""
    return give_file(get_object_or_404(public_files(), pk=pk))
