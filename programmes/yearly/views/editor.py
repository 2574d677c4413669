"""The doors to one programme as a whole: make it, see how it stands, take in projects, take its steps."""

from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from programmes.projects.actions import create_project
from programmes.projects.forms import NewProjectForm
from programmes.yearly import actions
from programmes.yearly.forms import (
    ChooseProjectsForm,
    DecisionForm,
    NewProgrammeForm,
    PictureForm,
    ProgrammeForm,
)
from programmes.yearly.models import Programme
from programmes.yearly.queries import (
    areas_to_make_for,
    editable_by,
    entries_for_list,
    for_index,
    programmes_instead,
    projects_to_choose,
    steps_for,
    unfinished_last_year,
    visible_to,
)
from programmes.yearly.states import LIFE_CYCLE, PANEL, ProgrammeClosed
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.pictures.actions import describe_picture
from wijkportaal.foundation.transitions.states import TransitionRefused


def workbench(request: HttpRequest) -> HttpResponse:
    """List the programmes of the areas where this person works, drafts first."""
    programmes = for_index(editable_by(request.user))
    context = {"programmes": programmes[:200], "may_add": areas_to_make_for(request.user).exists()}
    return render(request, "yearly/workbench.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Start the programme of an area for a year."""
    areas = areas_to_make_for(request.user)
    year = timezone.localdate().year + 1
    initial = {"year": request.GET.get("jaar") or year, "area": request.GET.get("gebied")}
    form = NewProgrammeForm(request.POST or None, areas=areas, initial=initial)
    if request.method == "POST" and form.is_valid():
        area: Area = form.cleaned_data["area"]
        programme = actions.create_programme(area, form.cleaned_data["year"], by=request.user)
        messages.success(request, _("Het programma staat klaar om te vullen."))
        return redirect("yearly:editor", programme.pk)
    return render(request, "yearly/new.html", {"form": form}, status=422 if form.errors else 200)


def find_programme(request: HttpRequest, pk: int) -> Programme:
    programmes = visible_to(request.user).select_related("area", "cover", "edited_by")
    return get_object_or_404(programmes, pk=pk)


@requires("yearly.see_draft", find_programme)
def overview(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show all parts of a programme, how it stands and what can be done."""
    return render(request, "yearly/editor.html", _overview(request, programme))


def while_draft(view):
    """Open a form only while the programme is a draft.

    A form that was open already may still be sent: then the action refuses it, and the page that comes back
    holds what was typed.
    """

    @wraps(view)
    def guarded(request, thing):
        programme = getattr(thing, "programme", thing)
        if request.method == "GET" and not programme.is_draft:
            messages.info(request, str(ProgrammeClosed(programme)))
            return redirect("yearly:editor", programme.pk)
        return view(request, thing)

    return guarded


def _overview(request: HttpRequest, programme: Programme) -> dict:
    return {
        "programme": programme,
        "parts": list(programme.parts.select_related("edited_by")),
        "entries": entries_for_list(programme),
        "agenda": programme.agenda.all(),
        "unfinished": unfinished_last_year(programme)[:100] if programme.is_draft else [],
        "instead": programmes_instead(programme) if programme.is_draft else [],
        "steps": steps_for(programme, request.user),
        "decision_form": DecisionForm(initial={"on": timezone.localdate()}),
        "states": _progress(programme),
        "may_edit": request.user.has_perm("yearly.edit_programme", programme),
    }


def _progress(programme: Programme) -> list[tuple[str, str]]:
    """The states in their order, each with done, current or todo; the panel only where there is one."""
    is_panel_heard = programme.state == PANEL or programme.panel_answer or programme.has_panel
    order = [state for state in LIFE_CYCLE.states if state != PANEL or is_panel_heard]
    now = order.index(programme.state)
    marks = ["done" if place < now else "current" if place == now else "todo" for place in range(len(order))]
    return [
        (str(LIFE_CYCLE.states[state]).capitalize(), mark) for state, mark in zip(order, marks, strict=True)
    ]


@requires("yearly.make_programme", find_programme)
@while_draft
def about(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Edit the title and introduction; saves itself."""
    return edit_record(
        request,
        programme,
        form_class=ProgrammeForm,
        save=lambda form, version: actions.edit_programme(
            programme, form.cleaned_data, version=version, by=request.user
        ),
        template="yearly/about.html",
        done=reverse("yearly:editor", args=[programme.pk]),
        context={"programme": programme},
    )


@requires("yearly.edit_programme", find_programme)
def cover(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Choose the picture on the cover."""
    initial = {"picture": programme.cover, "alt": programme.cover.alt if programme.cover else ""}
    form = PictureForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        picture = form.cleaned_data["picture"]
        alt = form.cleaned_data["alt"]
        if picture != programme.cover:
            actions.set_cover(programme, picture or None, alt=alt, by=request.user)
        elif picture and picture.alt != alt:
            describe_picture(picture, alt=alt, credit=picture.credit, by=request.user)
        messages.success(request, _("De voorkant is opgeslagen."))
        return redirect("yearly:editor", programme.pk)
    context = {"form": form, "programme": programme, "title": _("Foto op de voorkant")}
    return render(request, "yearly/picture.html", context, status=422 if form.errors else 200)


@require_POST
@requires("yearly.see_draft", find_programme)
def step(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Take a step in the life of the programme."""
    name, reason = request.POST.get("step", ""), request.POST.get("reason", "")[:2000]
    if name not in {each.transition.name for each in steps_for(programme, request.user)}:
        messages.error(request, _("Deze stap kan nu niet. Kijk hoe het programma ervoor staat."))
        return redirect("yearly:editor", programme.pk)
    form = DecisionForm(request.POST if name == "adopt" else None)
    if form.is_bound and not form.is_valid():
        context = _overview(request, programme) | {"form": form, "decision_form": form}
        return render(request, "yearly/editor.html", context, status=422)
    decision = actions.Decision(**form.cleaned_data) if form.is_bound else None
    try:
        actions.change_state(programme, name, by=request.user, reason=reason, decision=decision)
    except TransitionRefused as refused:
        context = _overview(request, programme) | {
            "refusal": str(refused),
            "refused_step": name,
            "reason": reason,
        }
        return render(request, "yearly/editor.html", context, status=422)
    messages.success(
        request, _("Het programma is nu “%(state)s”.") % {"state": LIFE_CYCLE.states[programme.state]}
    )
    return redirect("yearly:editor", programme.pk)


@requires("yearly.edit_programme", find_programme)
def choose(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Choose projects of the area that come into the programme."""
    offered = projects_to_choose(programme)
    form = ChooseProjectsForm(request.POST or None, projects=offered)
    if request.method == "POST" and form.is_valid():
        entries = actions.add_entries(programme, form.cleaned_data["projects"], by=request.user)
        messages.success(request, _taken_in(len(entries)))
        return redirect("yearly:editor", programme.pk)
    context = {"form": form, "programme": programme, "offered": offered[:300]}
    return render(request, "yearly/choose.html", context, status=422 if form.errors else 200)


def _taken_in(number: int) -> str:
    return ngettext(
        "%(number)d project staat nu in het programma.",
        "%(number)d projecten staan nu in het programma.",
        number,
    ) % {"number": number}


@require_POST
@requires("yearly.edit_programme", find_programme)
def take_over(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Take in one project of last year's programme, or all that are not finished."""
    one = request.POST.get("project", "")
    if one:
        project = get_object_or_404(unfinished_last_year(programme), public_id=one)
        entries = actions.take_over(programme, [project], by=request.user)
    else:
        entries = actions.take_over(programme, by=request.user)
    messages.success(request, _taken_in(len(entries)))
    return redirect(reverse("yearly:editor", args=[programme.pk]) + "#projecten")


@requires("yearly.edit_programme", find_programme)
def new_project(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Start a new project and take it into the programme at once."""
    form = NewProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            project = create_project(programme.area, **form.cleaned_data, by=request.user)
            actions.add_entry(programme, project, by=request.user)
        except ProgrammeClosed as closed:
            messages.error(request, str(closed))
            return redirect("yearly:editor", programme.pk)
        messages.success(request, _("Het project staat in het programma. Vul nu de rest in."))
        return redirect("projects:edit", project.public_id)
    context = {"form": form, "area": programme.area, "programme": programme}
    return render(request, "projects/new.html", context, status=422 if form.errors else 200)
