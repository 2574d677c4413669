"""The public doors: how well promises are kept, those of one area, and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from areas.territory.models import Area
from programmes.commitments.calculations import definition
from programmes.commitments.forms import PublicFilter
from programmes.commitments.queries import (
    private_reasons_hidden,
    public_here,
    scores,
    tally_of,
    trail_of,
    visible_to,
    with_people,
)
from wijkportaal.foundation.operations.caching import public_page

PAGE_SIZE = 30


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Show which share of the promises was kept in time: of all, and of each area, organisation and person."""
    return render(request, "commitments/index.html", {"scores": scores(), "definition": definition()})


@public_page
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """List what was promised in an area, open ones first, with the share kept in time."""
    found = get_object_or_404(Area, slug=slug)
    promises = public_here(found)
    narrowed = PublicFilter(request.GET, promises, request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "area": found,
        "page": page,
        "filter": narrowed,
        "tally": tally_of(promises),
        "definition": definition(),
        "is_narrowed": bool(request.GET.get("state")),
    }
    return render(request, "commitments/area.html", context)


@public_page
def commitment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one commitment with every step in its life."""
    found = get_object_or_404(with_people(visible_to(request.user)), public_id=public_id)
    return render(
        request,
        "commitments/commitment.html",
        {
            "commitment": found,
            "trail": private_reasons_hidden(trail_of(found)),
            "may_work": request.user.has_perm("commitments.settle_commitment", found),
        },
    )
