"""The doors to what is kept of a project: how much was done, how well, and who is better off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.evaluations import actions
from programmes.evaluations.forms import ProjectMeasureForm, ResultsForm
from programmes.evaluations.models import ProjectMeasure
from programmes.evaluations.queries import measures_of
from programmes.projects.models import Project
from programmes.projects.views.public import find_visible
from wijkportaal.foundation.people.access import requires

UNPROCESSABLE = 422


@requires("evaluations.measure_project", find_visible)
def measures(request: HttpRequest, project: Project) -> HttpResponse:
    """Show what a project is measured by, and fill in what came of it."""
    groups = measures_of(project)
    form = _results(groups, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.fill_in_results(project, form.results, by=request.user)
        messages.success(request, _("De uitkomsten staan erin."))
        return redirect("evaluations:measures", project.public_id)
    return _show(request, project, groups, results=form)


@require_POST
@requires("evaluations.measure_project", find_visible)
def add_measure(request: HttpRequest, project: Project) -> HttpResponse:
    """Keep one thing more of a project."""
    form = ProjectMeasureForm(request.POST)
    if form.is_valid():
        actions.add_measure(project, form.cleaned_data, by=request.user)
        messages.success(request, _("De projectmaat staat erbij."))
        return redirect("evaluations:measures", project.public_id)
    return _show(request, project, measures_of(project), form=form)


def _results(groups: list, data=None) -> ResultsForm:
    return ResultsForm(data, measures=[each for _question, found in groups for each in found])


def _show(request: HttpRequest, project: Project, groups: list, *, form=None, results=None) -> HttpResponse:
    results = results or _results(groups)
    form = form or ProjectMeasureForm()
    lines = [
        (question, [(measure, results[f"result-{measure.pk}"]) for measure in found])
        for question, found in groups
    ]
    wrong = form if form.errors else results if results.errors else None
    context = {"project": project, "lines": lines, "form": form, "wrong": wrong}
    return render(request, "evaluations/measures.html", context, status=UNPROCESSABLE if wrong else 200)


def find_measure(request: HttpRequest, pk: int) -> ProjectMeasure:
    """Return something that is kept of a project, or raise Http404."""
    return get_object_or_404(ProjectMeasure.objects.select_related("project__area"), pk=pk)


@require_POST
@requires("evaluations.measure_project", find_measure)
def remove_measure(request: HttpRequest, measure: ProjectMeasure) -> HttpResponse:
    """Take what was kept of a project away."""
    actions.remove_measure(measure, by=request.user)
    return redirect("evaluations:measures", measure.project.public_id)
