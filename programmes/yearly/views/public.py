"""The public doors: the list of programmes and the page of one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR
from programmes.projects.queries import border_feature, features_of
from programmes.yearly.calculations import planning_of
from programmes.yearly.forms import EntryFilter, ProgrammeFilter
from programmes.yearly.models import Programme
from programmes.yearly.queries import (
    contents_of,
    entries_for_list,
    entries_on_map,
    for_index,
    themes_of,
    visible_to,
    years_with_programmes,
)
from wijkportaal.foundation.operations.caching import public_page

PAGE_SIZE = 30


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the programmes of all areas, the newest year first."""
    programmes = for_index(visible_to(request.user))
    years = years_with_programmes(visible_to(request.user))
    narrowed = ProgrammeFilter(request.GET, programmes, years=years, request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "yearly/index.html", {"page": page, "filter": narrowed})


def find_visible(request: HttpRequest, year: int, area: str) -> Programme:
    """Return the programme of an area and year, or raise Http404 when this visitor may not know of it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    programmes = visible_to(request.user).select_related("area", "cover")
    return get_object_or_404(programmes, year=year, area__slug=area)


@public_page
def programme(request: HttpRequest, year: int, area: str) -> HttpResponse:
    """Show a programme: its texts, and its projects on a map, in a list and through the year."""
    found = find_visible(request, year, area)
    themes = themes_of(found)
    narrowed = EntryFilter(request.GET, entries_for_list(found), themes=themes, request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "yearly/programme.html",
        {
            "programme": found,
            "contents": contents_of(found),
            "filter": narrowed,
            "page": page,
            "is_narrowed": any(request.GET.get(name) for name in ("theme", "state")),
            "last_year": found.year - 1,
            "planning": planning_of(page.object_list, found.year),
            "may_edit": request.user.has_perm("yearly.see_draft", found),
        },
    )


@public_page
def programme_map(request: HttpRequest, year: int, area: str) -> HttpResponse:
    """Give the numbered projects of a programme within the border of the area, as GeoJSON."""
    found = find_visible(request, year, area)
    features = border_feature(found.area)
    for entry in entries_on_map(found):
        features += features_of(entry.project, number=entry.number)
    return JsonResponse({"type": "FeatureCollection", "features": features})
