"""What anyone may read: every staffel with its text, and what each area gets and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from budgets.staffels.calculations.exchange import as_text
from budgets.staffels.models import Staffel, StaffelVersion
from budgets.staffels.queries import in_force, public_versions, result_of, years_of
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.tables.writing import write_csv


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the staffels that hold or held."""
    found: dict[int, StaffelVersion] = {}
    for version in public_versions().order_by("staffel__name", "-first_year", "-number"):
        found.setdefault(version.staffel_id, version)
    return render(request, "staffels/index.html", {"versions": list(found.values())})


@public_page
def staffel(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one staffel in a year: its text, its source, and every outcome with its explanation."""
    found, versions = _public(slug)
    years = years_of(versions)
    year = _year(request, years)
    version = in_force(versions, year) if year else None
    context = {
        "staffel": found,
        "versions": versions,
        "years": years,
        "year": year,
        "version": version or versions[0],
        "result": result_of(version, year) if version else None,
    }
    return render(request, "staffels/staffel.html", context)


@public
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the file of the version of a year, for another gemeente or program."""
    _found, versions = _public(slug)
    version = in_force(versions, _year(request, years_of(versions)) or 0) or versions[0]
    return json_file(version)


@public
def outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the outcomes of a year as csv, with the explanation."""
    _found, versions = _public(slug)
    year = _year(request, years_of(versions))
    version = in_force(versions, year) if year else None
    if version is None:
        raise Http404
    rows = (
        (each.name, year, each.inhabitants, each.amount, each.sentence, "; ".join(each.sources))
        for each in result_of(version, year).outcomes
    )
    table = write_csv(("gebied", "jaar", "inwoners", "bedrag", "uitleg", "bron"), rows)
    return _attachment(table, "text/csv; charset=utf-8", f"{slug}-{year}.csv")


def json_file(version: StaffelVersion) -> HttpResponse:
    """Answer with the file of a version."""
    name = f"{version.staffel.slug}-{version.first_year}-versie-{version.number}.json"
    return _attachment(as_text(version.scheme), "application/json", name)


def _attachment(content: str | bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _public(slug: str) -> tuple[Staffel, list[StaffelVersion]]:
    """Return a staffel with what anyone may read of it; one without is hidden."""
    found = get_object_or_404(Staffel, slug=slug)
    versions = list(public_versions(found))
    if not versions:
        raise Http404
    return found, versions


def _year(request: HttpRequest, years: list[int]) -> int | None:
    """Return the year that was asked for, else this year or the nearest that has amounts."""
    asked = request.GET.get("jaar", "")
    if asked.isascii() and asked.isdecimal() and len(asked) == 4 and int(asked) in years:
        return int(asked)
    this = timezone.localdate().year
    return min(years, key=lambda year: (abs(year - this), -year), default=None)
