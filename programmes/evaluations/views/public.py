"""The public doors: what a year brought, one evaluation, and what was learned everywhere."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from areas.territory.models import Area
from programmes.evaluations.forms import LessonFilter
from programmes.evaluations.queries import (
    lessons_about,
    summary_of,
    visible_to,
    with_subject,
    years_evaluated,
)
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR
from wijkportaal.foundation.operations.caching import public_page

PAGE_SIZE = 20


@public_page
def year(request: HttpRequest, year: int, area: str) -> HttpResponse:
    """Show what a year brought in an area: how many things were done, what it cost, what residents say, what was learned."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    found = get_object_or_404(Area, slug=area)
    context = {
        "area": found,
        "year": year,
        "summary": summary_of(found, year),
        "years": years_evaluated(found),
    }
    return render(request, "evaluations/year.html", context)


@public_page
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one evaluation with its lessons, and who took it as an example."""
    found = get_object_or_404(with_subject(visible_to(request.user)), pk=pk)
    reuses = found.reuses.filter(project__published_at__isnull=False).select_related("project__area")
    context = {
        "evaluation": found,
        "lessons": list(found.lessons.all()),
        "reuses": list(reuses),
        "may_edit": request.user.has_perm("evaluations.edit_evaluation", found),
        "may_take_over": found.is_public
        and found.project_id is not None
        and request.user.has_perm("evaluations.take_over_some"),
    }
    return render(request, "evaluations/evaluation.html", context)


@public_page
def lessons(request: HttpRequest) -> HttpResponse:
    """Search what was learned, over all areas."""
    found = lessons_about(request.GET.get("q", "")[:200])
    narrowed = LessonFilter(request.GET, found, request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    is_narrowed = any(request.GET.get(name) for name in ("q", "area", "theme"))
    context = {"page": page, "filter": narrowed, "is_narrowed": is_narrowed}
    return render(request, "evaluations/lessons.html", context)
