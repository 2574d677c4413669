"""What anyone may read: the money that goes into an area."""

from decimal import ROUND_HALF_UP, Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from areas.territory.models import Area
from budgets.flows.calculations import summed
from budgets.flows.documents import HEADER, beside_drawing, export_rows, flow_drawing, yield_drawings
from budgets.flows.queries import (
    amounts,
    beside,
    calls_in,
    certainty_words,
    joint_in,
    public_years,
    years_for,
    yields_of,
)
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.tables.writing import write_csv


@public
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what goes into an area in a year, from whom and for what, and what it yields."""
    found = get_object_or_404(Area, slug=slug)
    years = years_for(request.user)
    year = _year(request, years)
    context = {"area": found, "years": years, "year": year, "calls": calls_in(found)}
    if year:
        here = amounts(area=found, year=year)
        by_certainty = summed(here, "certainty")
        compared = beside(found, year)
        context |= {
            "amounts": here,
            "total": _whole(sum((each.amount for each in here), Decimal(0))),
            "sure": [
                (words, _whole(by_certainty.get((key,), Decimal(0)))) for key, words in certainty_words()
            ],
            "compared": compared,
            "drawing": flow_drawing(here, caption=f"{found.name} {year}") if here else None,
            "beside": beside_drawing(compared, name=found.name) if compared.own is not None else None,
            "joint": joint_in(found, year, here),
            "yields": [(told, yield_drawings(told)) for told in yields_of(found, years)],
            "is_public": year in public_years(),
        }
    return render(request, "flows/area.html", context)


@public
def open_data(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the amounts of an area in a year as csv."""
    found = get_object_or_404(Area, slug=slug)
    year = _year(request, years_for(request.user))
    if year is None:
        raise Http404
    content = write_csv(HEADER, export_rows(amounts(area=found, year=year)))
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="geldstromen-{found.slug}-{year}.csv"'
    return answer


def _whole(amount: Decimal) -> Decimal:
    """Round to euros: beside estimates cents would look surer than they are."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def _year(request: HttpRequest, years: list[int]) -> int | None:
    asked = request.GET.get("jaar", "")
    if not asked:
        return years[0] if years else None
    if not asked.isdecimal() or len(asked) > 4 or int(asked) not in years:
        raise Http404
    return int(asked)
