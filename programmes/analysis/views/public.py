"""The public doors: the list of buurtanalyses and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from programmes.analysis.documents import charts_of, curve_chart
from programmes.analysis.models import Analysis
from programmes.analysis.queries import (
    analyses_here,
    comparison_of,
    experiences_of,
    for_list,
    judged_themes,
    outcomes_of,
    visible_to,
)
from programmes.analysis.states import PUBLISHED, SCALE
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.operations.caching import public_page

PAGE_SIZE = 30


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the published buurtanalyses, newest first."""
    analyses = for_list(Analysis.objects.filter(state=PUBLISHED))
    page = Paginator(analyses, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "analysis/index.html", {"page": page})


@public_page
def analysis(request: HttpRequest, area: str, year: int) -> HttpResponse:
    """Show one buurtanalyse whole; a draft only to who works in the area."""
    found = get_object_or_404(visible_to(request.user).select_related("area"), area__slug=area, year=year)
    comparison = comparison_of(found.area, until=found.year)
    may_edit = request.user.has_perm("analysis.make_analysis", found)
    palette = palette_of(gemeente())
    context = {
        "analysis": found,
        "comparison": comparison,
        "charts": charts_of(comparison, palette=palette),
        "judged": judged_themes(found),
        "scale": SCALE,
        "experiences": experiences_of(found),
        "outcomes": [
            (outcome, curve_chart(outcome, palette=palette))
            for outcome in outcomes_of(found.area, public_only=not may_edit)
        ],
        "others": [each for each in analyses_here(found.area) if each != found],
        "may_edit": may_edit,
    }
    return render(request, "analysis/analysis.html", context)
