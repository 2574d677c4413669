"""What anyone may read of the money of an area, as a page and as open data."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from areas.territory.models import Area
from budgets.books.queries import statement_of
from budgets.openbook.queries import HEADER, open_book, open_rows, spending_of, sums_of
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.tables.writing import write_csv

PAGE_SIZE = 20


@public_page
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what an area gets and why, who decided, what it went to, what is left, and other years."""
    found = get_object_or_404(Area, slug=slug)
    book = open_book(found, _year(request))
    account = book.board_account
    context = {
        "area": found,
        "book": book,
        "spending": Paginator(spending_of(found, book.year), PAGE_SIZE).get_page(request.GET.get("page")),
        "account": account,
        "made": statement_of(account) if account else None,
    }
    return render(request, "openbook/area.html", context)


@public
def download(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Give the sums of all years as csv or json."""
    found = get_object_or_404(Area, slug=slug)
    rows = open_rows(found, sums_of(found))
    if kind == "csv":
        answer = HttpResponse(write_csv(HEADER, rows), content_type="text/csv; charset=utf-8")
    elif kind == "json":
        # Amounts as text: a number of JSON is a float to most readers, and cents are exact.
        content = [
            dict(zip(HEADER, (name, year, purpose, *map(str, amounts)), strict=True))
            for name, year, purpose, *amounts in rows
        ]
        answer = JsonResponse(
            {"gebied": found.slug, "geld": content}, json_dumps_params={"ensure_ascii": False}
        )
        answer["Access-Control-Allow-Origin"] = "*"
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="geld-{found.slug}.{kind}"'
    return answer


def _year(request: HttpRequest) -> int | None:
    asked = request.GET.get("jaar", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else None
