"""The doors for finance and college: the list, one version, and the steps of its life."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.territory.queries import root_area
from budgets.staffels import actions
from budgets.staffels.forms import AdoptForm, ImportForm, NewStaffelForm, ReasonForm, VersionForm
from budgets.staffels.models import StaffelVersion
from budgets.staffels.queries import result_of
from budgets.staffels.queries import workbench as staffels_with_versions
from budgets.staffels.views.building import areas_of_scheme, part_types
from budgets.staffels.views.finding import UNPROCESSABLE, find_version
from budgets.staffels.views.public import json_file
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import settle


@requires("staffels.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List every staffel with its versions, whatever their state."""
    return render(request, "staffels/workbench.html", {"staffels": staffels_with_versions()})


@requires("staffels.see_workbench", find_version)
def version(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Show one version: its text and parts, what it lacks, what every area gets, and what can be done."""
    faults = version.faults
    year = max(version.first_year, min(version.last_year or 9999, timezone.localdate().year))
    names = dict(areas_of_scheme(version)) if version.scheme.overrides else {}
    context = {
        "version": version,
        "overrides": [(each, names.get(each.area, each.area)) for each in version.scheme.overrides],
        "faults": faults,
        "year": year,
        "result": None if faults else result_of(version, year),
        "steps": {step.transition.name: step for step in available(version, request.user)},
        "part_types": part_types(),
        "may_edit": version.is_draft and request.user.has_perm("staffels.edit_staffel"),
    }
    return render(request, "staffels/version.html", context)


@requires("staffels.see_workbench", find_version)
def file(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Give the file of any version, a concept included."""
    return json_file(version)


@requires("staffels.edit_staffel")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a staffel with its name; the parts follow on its page."""
    form = NewStaffelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.make_staffel(_gemeente(), form.scheme(), by=request.user)
        messages.success(request, _("Het concept is gemaakt. Voeg nu onderdelen toe."))
        return redirect(made)
    return render(request, "staffels/new.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@requires("staffels.edit_staffel")
def import_file(request: HttpRequest) -> HttpResponse:
    """Read a staffel from a file, as a concept."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = actions.make_staffel(_gemeente(), form.scheme, by=request.user)
        messages.success(request, _("De staffel is ingelezen, als concept."))
        return redirect(made)
    return render(
        request, "staffels/import.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


def _gemeente():
    area = root_area()
    if area is None:
        raise PermissionDenied
    return area


@requires("staffels.edit_staffel", find_version)
def new_version(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Make a concept from any version; that one stays as it is."""

    def act(values) -> StaffelVersion:
        return actions.make_version(version.staffel, version.scheme, by=request.user, change=values["change"])

    return _step(
        request,
        version,
        VersionForm(request.POST or None),
        title=_("Nieuwe versie"),
        done=_("Het concept is gemaakt."),
        act=act,
    )


@require_POST
@requires("staffels.propose_staffel", find_version)
def propose(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Lay a concept before another to decide."""
    try:
        actions.propose(version, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De staffel is voorgesteld. Een ander stelt hem vast."))
    return redirect(version)


@requires("staffels.send_back_staffel", find_version)
def send_back(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Make a proposal a concept again, with the reason."""
    return _step(
        request,
        version,
        ReasonForm(request.POST or None),
        title=_("Terug naar concept"),
        done=_("De staffel is weer een concept."),
        act=lambda values: actions.send_back(version, by=request.user, reason=values["reason"]),
    )


@requires("staffels.adopt_staffel", find_version)
def adopt(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Record the decision by which a proposal was adopted; never by the one who proposed it."""
    return _step(
        request,
        version,
        AdoptForm(request.POST or None),
        title=_("Vaststellen"),
        done=_("De staffel is vastgesteld. Iedereen kan hem nu lezen."),
        act=lambda values: actions.adopt(version, by=request.user, decision=values["decision"]),
    )


@requires("staffels.lapse_staffel", find_version)
def lapse(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Let an adopted version hold no longer, with the reason."""
    return _step(
        request,
        version,
        ReasonForm(request.POST or None),
        title=_("Laten vervallen"),
        done=_("De staffel is vervallen."),
        act=lambda values: actions.lapse(version, by=request.user, reason=values["reason"]),
    )


@require_POST
@requires("staffels.edit_staffel", find_version)
def discard(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Throw a concept away."""
    try:
        actions.discard_draft(version, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
        return redirect(version)
    messages.success(request, _("Het concept is weg."))
    return redirect("staffels:workbench")


def _step(request: HttpRequest, version: StaffelVersion, form, *, title: str, done: str, act: Callable):
    """Show one short form and take the step."""
    context = {"version": version, "title": title}
    return settle(request, form, act=act, said=done, template="staffels/step.html", context=context)
