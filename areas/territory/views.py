import hashlib
from collections.abc import Callable
from datetime import date
from functools import wraps

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from areas.territory.forms import AreaFilter, DayForm
from areas.territory.models import Area, AreaKind
from areas.territory.queries import (
    areas_on,
    atlas_mark,
    map_of_area,
    map_of_areas,
    root_area,
)
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import public

PAGE_SIZE = 48


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show all areas of the gemeente: on a map, and as a list to filter and search."""
    chosen = AreaFilter(request.GET, queryset=areas_on().select_related("parent"))
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    kind = chosen.form.cleaned_data.get("soort") if chosen.form.is_valid() else ""
    return render(
        request,
        "territory/index.html",
        {
            "filter": chosen,
            "page": page,
            "kind": kind,
            "gebied": root_area(),
            "map": map_of_areas(kind=kind or None),
        },
    )


def day_of(request: HttpRequest) -> date | None:
    """Return the day that `?op=` asks for; None means today. An impossible day is no page."""
    form = DayForm(request.GET)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["op"]


def etag_of(request: HttpRequest, **_kwargs) -> str:
    """Return what identifies a map: the areas as they are now, the day, and what was asked."""
    content = f"{atlas_mark()} {timezone.localdate()} {request.get_full_path()}"
    return f'"{hashlib.sha256(content.encode()).hexdigest()[:20]}"'


def answers_with_map(view: Callable) -> Callable:
    """Make a view that returns a FeatureCollection a public, cached GeoJSON answer."""

    @public
    @require_safe
    @condition(etag_func=etag_of)
    @wraps(view)
    def answer(request: HttpRequest, **kwargs) -> JsonResponse:
        response = JsonResponse(view(request, **kwargs), content_type="application/geo+json")
        patch_cache_control(response, public=True, max_age=300)
        return response

    return answer


@answers_with_map
def borders(request: HttpRequest) -> dict:
    """Give the borders on a day (`?op=`): of one area with its neighbours (`?gebied=`), or of all of a kind."""
    day, slug, kind = day_of(request), request.GET.get("gebied"), request.GET.get("soort") or None
    if slug is not None:
        area = Area.objects.select_related("current__border").filter(slug=slug).first()
        if area is None:
            raise Http404
        return map_of_area(area, on=day)
    if kind is not None and kind not in AreaKind.values:
        raise Http404
    return map_of_areas(day, kind=kind)
