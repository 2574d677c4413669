"""The public doors: which visitaties were held, and the report of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.portal.visitations.documents import print_report
from wijkportaal.portal.visitations.models import Visitation
from wijkportaal.portal.visitations.queries import (
    chart_of,
    evaluation_of,
    published,
    with_report,
    years_of,
)
from wijkportaal.portal.visitations.states import PUBLIC

PAGE_SIZE = 20


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the visitaties of which the report is public."""
    page = Paginator(published(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "visitations/index.html", {"page": page})


def find_published(public_id: str) -> Visitation:
    """Return a published visitatie with all that its report shows, or raise Http404."""
    found = with_report(Visitation.objects.filter(state__in=PUBLIC))
    return get_object_or_404(found, public_id=public_id[:12])


@public_page
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the report: scores with evidence, what was recommended, the response and what became of it."""
    found = find_published(public_id)
    compared = years_of(found.area, until=found.year)
    context = {
        "visitation": found,
        "blocks": evaluation_of(found),
        "compared": compared,
        "chart": chart_of(compared, found.area),
    }
    return render(request, "visitations/report.html", context)


@public_page
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the report as PDF."""
    found = find_published(public_id)
    chart = chart_of(years_of(found.area, until=found.year), found.area)
    printed = print_report(found, evaluation_of(found), chart, gemeente())
    response = HttpResponse(printed.content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="visitatie-{found.area.slug}-{found.year}.pdf"'
    return response
