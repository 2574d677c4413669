"""The doors around adoption: the check by the panel, what the raad follows, and what is amended since."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from programmes.contributions import actions
from programmes.contributions.forms import (
    AddProjectForm,
    DropProjectForm,
    EntryAmendmentForm,
    PartAmendmentForm,
)
from programmes.contributions.queries import adopted_for, amendments_of
from programmes.yearly import actions as yearly
from programmes.yearly.models import Entry, Part, Programme
from programmes.yearly.queries import entries_for_list, projects_to_choose, visible_to
from programmes.yearly.views.editor import find_programme
from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 30
UNPROCESSABLE = 422
PANEL_STEPS = ("panel_agree", "panel_remark")


@requires("yearly.answer_for_panel", find_programme)
def check(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Let a board say that it agrees with a programme, or what must change."""
    context, status = {"programme": programme}, 200
    if request.method == "POST":
        name, reason = request.POST.get("step", ""), request.POST.get("reason", "")[:2000]
        try:
            if name in PANEL_STEPS:
                yearly.change_state(programme, name, by=request.user, reason=reason)
                messages.success(request, _("Dank u wel. De wijkmanager krijgt uw antwoord."))
                return redirect("contributions:mine")
        except TransitionRefused as refused:
            context |= {"refusal": str(refused), "refused_step": name, "reason": reason}
            status = UNPROCESSABLE
    context["steps"] = [
        step for step in available(programme, request.user) if step.transition.name in PANEL_STEPS
    ]
    return render(request, "contributions/check.html", context, status=status)


@requires("contributions.follow_adopted")
def index(request: HttpRequest) -> HttpResponse:
    """List what the college adopted, with how much was amended since."""
    page = Paginator(adopted_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "contributions/adopted.html", {"page": page})


@requires("contributions.follow_adopted", find_programme)
def amendments(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show what was adopted and what was amended since, and offer to amend more."""
    may_amend = request.user.has_perm("contributions.amend", programme)
    context = {
        "programme": programme,
        "amendments": amendments_of(programme),
        "may_amend": may_amend,
        "parts": programme.parts.exclude(text="") if may_amend else [],
        "entries": entries_for_list(programme) if may_amend else [],
    }
    return render(request, "contributions/amendments.html", context)


def find_adopted_part(request: HttpRequest, pk: int) -> Part:
    return get_object_or_404(_of_visible(Part, request).select_related("programme__area"), pk=pk)


def find_adopted_entry(request: HttpRequest, pk: int) -> Entry:
    return get_object_or_404(
        _of_visible(Entry, request).select_related("programme__area", "project__theme"), pk=pk
    )


def _of_visible(model, request: HttpRequest):
    return model.objects.filter(programme__in=visible_to(request.user))


@requires("contributions.amend", find_adopted_part)
def amend_part(request: HttpRequest, part: Part) -> HttpResponse:
    """Change a text after adoption, with the reason."""
    form = PartAmendmentForm(request.POST or None, initial={"text": part.text})
    return _amend(request, part, form, actions.amend_part)


@requires("contributions.amend", find_adopted_entry)
def amend_entry(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Change after adoption what is promised about a project, with the reason."""
    form = EntryAmendmentForm(request.POST or None, initial={"promise": entry.promise})
    return _amend(request, entry, form, actions.amend_entry)


@requires("contributions.amend", find_programme)
def add_project(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Add a whole project to an adopted programme, with the reason."""
    form = AddProjectForm(request.POST or None, projects=projects_to_choose(programme))
    context = {
        "form": form,
        "programme": programme,
        "title": _("Een project toevoegen"),
        "explanation": _(
            "Lezers zien dat dit project er later bij kwam, en waarom. Wat gedrukt is, blijft zo."
        ),
        "button": _("Voeg het project toe"),
    }
    return _amend_whole(
        request, context, lambda: actions.amend_with_project(programme, **form.cleaned_data, by=request.user)
    )


@requires("contributions.amend", find_adopted_entry)
def drop_project(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Drop a whole project from an adopted programme, with the reason."""
    form = DropProjectForm(request.POST or None)
    context = {
        "form": form,
        "programme": entry.programme,
        "title": _("“%(project)s” uit het programma halen") % {"project": entry.title},
        "explanation": _(
            "Lezers blijven zien dat dit beloofd was, met uw reden. Het project zelf blijft bestaan;"
            " zet daar ook de stand goed. Wat gedrukt is, blijft zo."
        ),
        "button": _("Haal het project eruit"),
    }
    return _amend_whole(
        request, context, lambda: actions.amend_without_project(entry, **form.cleaned_data, by=request.user)
    )


def _amend_whole(request: HttpRequest, context: dict, act) -> HttpResponse:
    form, programme = context["form"], context["programme"]
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De wijziging staat bij het programma, met uw reden."))
            return redirect("contributions:amendments", programme.pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "contributions/amend_whole.html", context, status=status)


def _amend(request: HttpRequest, thing: Part | Entry, form, act) -> HttpResponse:
    seen = request.POST.get("version", "")
    if request.method == "POST" and form.is_valid():
        try:
            act(
                thing,
                **form.cleaned_data,
                version=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
                by=request.user,
            )
        except EditConflict as conflict:
            thing = conflict.record
            form.add_error(
                None, _("Iemand anders heeft dit net ook gewijzigd. Kijk wat er nu staat en sla opnieuw op.")
            )
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De wijziging staat bij het programma, met uw reden."))
            return redirect("contributions:amendments", thing.programme_id)
    context = {"form": form, "thing": thing, "programme": thing.programme}
    return render(request, "contributions/amend.html", context, status=UNPROCESSABLE if form.errors else 200)
