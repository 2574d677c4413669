"""The public doors: which regulations there are, what one asks of you, and what was granted in an area."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from areas.territory.models import Area
from budgets.grants.queries import (
    applicants_of,
    areas_of,
    granted_in,
    open_regulations,
    other_ways,
    regulations,
    total_granted,
)
from wijkportaal.foundation.operations.caching import public_page

PAGE_SIZE = 30


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List what can be applied for."""
    found = open_regulations()
    context = {
        "quick": [each for each in found if each.is_quick],
        "regulations": [each for each in found if not each.is_quick],
    }
    return render(request, "grants/index.html", context)


@public_page
def regulation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a regulation with its conditions, and the way to apply."""
    found = get_object_or_404(regulations(), slug=slug)
    context = {
        "regulation": found,
        "areas": areas_of(found),
        "applicants": applicants_of(found),
        "other_ways": other_ways(found, None, found.limit) if found.limit and found.is_quick else [],
        "may_rule": request.user.has_perm("grants.manage_regulations"),
    }
    return render(request, "grants/regulation.html", context)


@public_page
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """List what was granted in an area and what it went to; of people no names."""
    found = get_object_or_404(Area, slug=slug)
    granted = granted_in(found)
    page = Paginator(granted, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"area": found, "page": page, "total": total_granted(granted)}
    return render(request, "grants/area.html", context)
