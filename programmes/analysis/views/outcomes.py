"""The doors to results-based accountability: outcomes with their curve."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from programmes.analysis import actions
from programmes.analysis.documents import curve_chart
from programmes.analysis.forms import MeasurementForm, OutcomeForm
from programmes.analysis.models import Measurement, Outcome
from programmes.projects.views.workspace import find_area_by_slug
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires


@requires("analysis.make_outcome", find_area_by_slug)
def new(request: HttpRequest, area: Area) -> HttpResponse:
    """Start an outcome of an area."""
    form = OutcomeForm(request.POST or None, area=area)
    if request.method == "POST" and form.is_valid():
        made = actions.create_outcome(area, form.cleaned_data, by=request.user)
        messages.success(request, _("Het resultaat staat er. Vul nu de metingen in."))
        return redirect("analysis:outcome", made.pk)
    context = {"form": form, "area": area}
    return render(request, "analysis/new_outcome.html", context, status=422 if form.errors else 200)


def find_outcome(request: HttpRequest, pk: int) -> Outcome:
    return get_object_or_404(Outcome.objects.select_related("area", "theme", "edited_by"), pk=pk)


def _beside(outcome: Outcome, form: MeasurementForm | None = None) -> dict:
    """What the page of an outcome shows beside its form."""
    return {
        "outcome": outcome,
        "measurements": outcome.measurements.all(),
        "chart": curve_chart(outcome, palette=palette_of(gemeente())),
        "measurement_form": form or MeasurementForm(),
    }


@requires("analysis.make_outcome", find_outcome)
def outcome(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    """Edit an outcome and see its curve; saves itself until it is public."""
    return edit_record(
        request,
        outcome,
        form_class=OutcomeForm,
        save=lambda form, version: actions.edit_outcome(
            outcome, form.cleaned_data, version=version, by=request.user
        ),
        template="analysis/outcome.html",
        done=reverse("analysis:outcome", args=[outcome.pk]),
        saves_at_once=not outcome.is_public,
        context=_beside(outcome),
        options={"area": outcome.area},
    )


@requires("analysis.make_outcome", find_outcome)
def add_measurement(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    """Write a value of the indicator in a year."""
    form = MeasurementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_measurement(outcome, **form.cleaned_data, by=request.user)
        messages.success(request, _("De waarde staat erbij."))
        return redirect(reverse("analysis:outcome", args=[outcome.pk]) + "#metingen")
    context = {"form": form, "outcome": outcome}
    return render(request, "analysis/measurement.html", context, status=422 if form.errors else 200)


def find_measurement(request: HttpRequest, pk: int) -> Measurement:
    found = get_object_or_404(Measurement.objects.select_related("outcome__area"), pk=pk)
    found.area = found.outcome.area
    return found


@require_POST
@requires("analysis.make_outcome", find_measurement)
def remove_measurement(request: HttpRequest, measurement: Measurement) -> HttpResponse:
    """Take a value away."""
    actions.remove_measurement(measurement, by=request.user)
    return redirect(reverse("analysis:outcome", args=[measurement.outcome_id]) + "#metingen")
