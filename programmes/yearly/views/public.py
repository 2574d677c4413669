"""The public doors: the list of programmes and the page of one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.meetings.queries import for_calendar, shown_in
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR
from programmes.projects.queries import border_feature, features_of
from programmes.yearly.calculations import planning_of
from programmes.yearly.documents import calendar_of
from programmes.yearly.forms import EntryFilter, ProgrammeFilter
from programmes.yearly.models import Programme
from programmes.yearly.queries import (
    agenda_of,
    contents_of,
    entries_for_list,
    entries_on_map,
    for_index,
    leads_of,
    themes_of,
    through_the_years,
    visible_to,
    years_with_programmes,
)
from wijkportaal.foundation.operations.caching import public_page

# The second is for who wants all of it on one page, to print.
PAGE_SIZE, MOST = 30, 300


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
    narrowed = EntryFilter(
        request.GET, entries_for_list(found), themes=themes, leads=leads_of(found), request=request
    )
    whole = request.GET.get("toon") == "alles"
    page = Paginator(narrowed.qs, MOST if whole else PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "yearly/programme.html",
        {
            "programme": found,
            "contents": contents_of(found),
            "filter": narrowed,
            "page": page,
            "is_narrowed": any(request.GET.get(name) for name in ("theme", "state", "place", "lead")),
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


@public_page
def years(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the programmes of the last years side by side: which project stood where, and how it stands now."""
    found = get_object_or_404(Area, slug=slug)
    programmes, rows = through_the_years(found)
    context = {"area": found, "programmes": programmes, "rows": rows}
    return render(request, "yearly/years.html", context)


@public_page
def programme_agenda(request: HttpRequest, year: int, area: str) -> HttpResponse:
    """Give the agenda of a programme for the calendar on a phone."""
    found = find_visible(request, year, area)
    items = found.agenda.select_related("programme__area").order_by("date", "pk")
    return _calendar(calendar_of(items, title=found.title))


@public_page
def area_agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """Give what is still to come in an area, to subscribe to: it goes on in the next year's programme.

    The meetings that are held there are in it too.
    """
    found = get_object_or_404(Area, slug=slug)
    title = _("Agenda van %(area)s") % {"area": found.name}
    meetings = for_calendar(shown_in(found))
    return _calendar(calendar_of(agenda_of(found), title=title, meetings=meetings))


def _calendar(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return response
