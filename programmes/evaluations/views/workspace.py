"""The doors for who evaluates: the list of a year, the form of one, its lessons, and taking a recipe over."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.evaluations import actions
from programmes.evaluations.forms import EvaluationForm, LessonForm, TakeOverForm
from programmes.evaluations.models import Evaluation, Lesson
from programmes.evaluations.queries import (
    areas_to_take_over_in,
    goals_in_force,
    measures_of,
    open_answers,
    programmes_to_evaluate,
    to_evaluate,
    visible_to,
    with_subject,
)
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR
from programmes.projects.models import Project
from programmes.projects.queries import visible_to as projects_visible_to
from programmes.visions.models import Goal
from programmes.yearly.models import Programme
from programmes.yearly.queries import visible_to as programmes_visible_to
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import take_step

PAGE_SIZE = 20
UNPROCESSABLE = 422


@requires("evaluations.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List the programmes of where this person works, and of the chosen one what is evaluated and what is not."""
    programmes = programmes_to_evaluate(request.user)
    page = Paginator(programmes, PAGE_SIZE).get_page(request.GET.get("page"))
    wanted = request.GET.get("programma", "")
    chosen = programmes.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 10 else None
    chosen = chosen or next(iter(page.object_list), None)
    context = {
        "page": page,
        "programme": chosen,
        "lines": to_evaluate(chosen) if chosen else [],
        "may_edit": chosen is not None and request.user.has_perm("evaluations.edit_evaluation", chosen),
    }
    return render(request, "evaluations/workbench.html", context)


def find_evaluation(request: HttpRequest, pk: int) -> Evaluation:
    """Return an evaluation that this person may know of, or raise Http404."""
    return get_object_or_404(with_subject(visible_to(request.user)), pk=pk)


def find_project(request: HttpRequest, project: str, year: int) -> Project:
    """Return a project that this person may know of, or raise Http404."""
    _check_year(year)
    return get_object_or_404(projects_visible_to(request.user).select_related("area"), public_id=project)


def find_goal(request: HttpRequest, goal: int, year: int) -> Goal:
    """Return a goal of an area, or raise Http404."""
    _check_year(year)
    found = get_object_or_404(Goal.objects.select_related("chapter__vision__area"), pk=goal)
    return get_object_or_404(goals_in_force(found.area), pk=goal)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404


@require_POST
@requires("evaluations.edit_evaluation", find_project)
def begin_project(request: HttpRequest, project: Project) -> HttpResponse:
    """Begin the evaluation of a project, or go on with it."""
    begun = actions.evaluate_project(project, request.resolver_match.kwargs["year"], by=request.user)
    return redirect("evaluations:edit", begun.pk)


@require_POST
@requires("evaluations.edit_evaluation", find_goal)
def begin_goal(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Begin the evaluation of a goal, or go on with it."""
    begun = actions.evaluate_goal(goal, request.resolver_match.kwargs["year"], by=request.user)
    return redirect("evaluations:edit", begun.pk)


@requires("evaluations.edit_evaluation", find_evaluation)
def edit(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Fill an evaluation in; saves itself while it is a draft."""
    return edit_record(
        request,
        evaluation,
        form_class=EvaluationForm,
        save=lambda form, version: actions.edit_evaluation(
            evaluation, form.cleaned_data, version=version, by=request.user
        ),
        template="evaluations/edit.html",
        done=reverse("evaluations:overview", args=[evaluation.pk]),
        context={"evaluation": evaluation},
    )


@require_POST
@requires("evaluations.edit_evaluation", find_evaluation)
def take_measures_over(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Fill the open answers with what the measures of the project came to."""
    try:
        actions.take_measures_over(evaluation, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De antwoorden zijn ingevuld. Lees ze na en vul ze aan."))
    return redirect("evaluations:overview", evaluation.pk)


@requires("evaluations.edit_evaluation", find_evaluation)
def overview(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Show an evaluation with its lessons and the next step; write a lesson down."""
    form = LessonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_lesson(evaluation, **form.cleaned_data, by=request.user)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De les is opgeschreven."))
            return redirect(reverse("evaluations:overview", args=[evaluation.pk]) + "#lessen")
    return _overview(request, evaluation, form)


def _overview(request: HttpRequest, evaluation: Evaluation, form: LessonForm, **more) -> HttpResponse:
    context = {
        "evaluation": evaluation,
        "lessons": list(evaluation.lessons.all()),
        "form": form,
        "steps": available(evaluation, request.user),
        "measures": measures_of(evaluation.project) if evaluation.project_id else [],
        "may_take_over": not evaluation.is_public and bool(open_answers(evaluation)),
    }
    status = UNPROCESSABLE if form.errors or more else 200
    return render(request, "evaluations/overview.html", context | more, status=status)


def find_lesson(request: HttpRequest, pk: int) -> Evaluation:
    """Return the evaluation of a lesson, or raise Http404."""
    return find_evaluation(request, get_object_or_404(Lesson, pk=pk).evaluation_id)


@require_POST
@requires("evaluations.edit_evaluation", find_lesson)
def remove_lesson(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Take a lesson out."""
    lesson = get_object_or_404(evaluation.lessons, pk=request.resolver_match.kwargs["pk"])
    try:
        actions.remove_lesson(lesson, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De les is weg."))
    return redirect(reverse("evaluations:overview", args=[evaluation.pk]) + "#lessen")


@require_POST
@requires("evaluations.edit_evaluation", find_evaluation)
def step(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Make an evaluation public, or a draft again."""
    return take_step(
        request,
        evaluation,
        change=lambda name, reason: actions.change_state(evaluation, name, by=request.user, reason=reason),
        done=reverse("evaluations:overview", args=[evaluation.pk]),
        show=lambda refused: _overview(request, evaluation, LessonForm(), **refused),
    )


@requires("evaluations.take_over_some")
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an evaluated project over as the example for one in another area."""
    evaluation = find_evaluation(request, pk)
    if not evaluation.is_public or evaluation.project_id is None:
        raise Http404
    areas = areas_to_take_over_in(request.user).exclude(pk=evaluation.area_id)
    form = TakeOverForm(request.POST or None, areas=areas)
    if request.method == "POST" and form.is_valid():
        try:
            project = actions.take_over_recipe(evaluation, **form.cleaned_data, by=request.user)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Het project staat klaar. Pas het aan voor uw gebied."))
            return redirect("projects:edit", project.public_id)
    context = {"form": form, "evaluation": evaluation, "lessons": list(evaluation.lessons.all())}
    return render(
        request, "evaluations/take_over.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def find_programme(request: HttpRequest, pk: int) -> Programme:
    """Return a programme that this person may see, or raise Http404."""
    return get_object_or_404(programmes_visible_to(request.user).select_related("area"), pk=pk)


@require_POST
@requires("yearly.edit_programme", find_programme)
def fill_look_back(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Write last year's evaluations into the look-back of a programme that is being made."""
    try:
        part = actions.fill_look_back(programme, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
        return redirect("yearly:editor", programme.pk)
    messages.success(request, _("De terugblik is ingevuld met de evaluaties. Lees hem na en maak hem van u."))
    return redirect("yearly:part", part.pk)
