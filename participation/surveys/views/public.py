"""The public doors: all surveys, one to answer or with its outcome, and the measures through years and areas."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from participation.surveys.actions import keep_answers
from participation.surveys.documents import measures_file
from participation.surveys.drawings import chart_of_areas, chart_of_outcome, newest_of, trends_of
from participation.surveys.forms import AnswerForm, TrendForm
from participation.surveys.models import Survey
from participation.surveys.queries import code_known, measures_by_area_and_year, outcome_of, public_surveys
from participation.surveys.scales import APPRECIATION, MEASURES
from participation.surveys.states import SurveyRefused
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import Failures, limited, too_many
from wijkportaal.foundation.people.access import public

UNPROCESSABLE = 422
SHOWN = 60
# Of 28^12 codes some ten thousand are good: with this many tries an hour nobody finds one in a million years.
WRONG_CODES = Failures("surveys.code", "20/h")


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the surveys: what can be answered now, and what came out."""
    surveys = list(public_surveys()[:SHOWN])
    context = {
        "now": [one for one in surveys if one.takes_answers],
        "past": [one for one in surveys if not one.takes_answers],
    }
    return render(request, "surveys/index.html", context)


def find(public_id: str) -> Survey:
    """Return a survey that anyone may know of, or raise Http404."""
    return get_object_or_404(public_surveys(), public_id=public_id)


@public
@never_cache
@limited("120/h")
def survey(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the questions of a survey and keep the answers; afterwards its outcome."""
    found = find(public_id)
    if not found.takes_answers:
        outcome = outcome_of(found) if found.is_published else None
        context = {
            "survey": found,
            "outcome": outcome,
            "may_work": request.user.has_perm("surveys.see_survey", found),
        }
        if outcome and outcome.people:
            context["chart"] = chart_of_outcome(outcome)
        return render(request, "surveys/outcome.html", context)
    form = AnswerForm(request.POST or None, survey=found)
    if request.method == "POST":
        if found.is_by_code and (wait := WRONG_CODES.wait(request)):
            return too_many(request, wait=wait)
        if form.is_valid():
            code = form.cleaned_data.get("code", "")
            try:
                keep_answers(found, form.values, remarks=form.remarks, code=code)
            except SurveyRefused as refused:
                form.add_error("code" if code else None, str(refused))
            else:
                return redirect("surveys:thanks", found.public_id)
        is_wrong = found.is_by_code and not code_known(found, form.cleaned_data.get("code", ""))
        if is_wrong and (wait := WRONG_CODES.note(request)):
            return too_many(request, wait=wait)
    context = {
        "survey": found,
        "form": form,
        "may_work": request.user.has_perm("surveys.see_survey", found),
    }
    return render(request, "surveys/answer.html", context, status=UNPROCESSABLE if form.errors else 200)


@public
@never_cache
def thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    """Thank who answered, and say what comes of it."""
    return render(request, "surveys/thanks.html", {"survey": find(public_id)})


@public_page
def trends(request: HttpRequest) -> HttpResponse:
    """Show the measures through the years of an area, or of all areas beside each other."""
    rows = measures_by_area_and_year()
    form = TrendForm(request.GET, areas={row.area.pk for row in rows})
    is_good = form.is_valid()
    area = form.cleaned_data.get("gebied") if is_good else None
    key = (form.cleaned_data.get("maat") if is_good else "") or APPRECIATION.key
    context = {"form": form, "area": area, "has_rows": bool(rows)}
    if area:
        context["trends"] = trends_of([row for row in rows if row.area.pk == area.pk])
    elif rows:
        context["chart"], context["said"] = chart_of_areas(rows, key)
        context["explained"] = MEASURES[key].explained
        context["columns"] = [scale.short for scale in MEASURES.values()]
        context["areas"] = _table(rows)
    return render(request, "surveys/trends.html", context)


def _table(rows) -> list[tuple]:
    """Return each area with its newest share of each measure, by name."""
    by_area: dict[int, dict[str, object]] = {}
    for key in MEASURES:
        for row in newest_of(rows, key):
            by_area.setdefault(row.area.pk, {"area": row.area})[key] = row
    lines = sorted(by_area.values(), key=lambda line: line["area"].name)
    return [(line["area"], [line.get(key) for key in MEASURES]) for line in lines]


@public_page
def measures(request: HttpRequest) -> HttpResponse:
    """Give all measures as a csv file, for who wants to work with them."""
    response = HttpResponse(
        measures_file(measures_by_area_and_year()), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{_("peilingen")}.csv"'
    return response
