"""The doors of the room: small forms on the pages of a signal, an initiative and a taakgroep."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets.grants.states import GrantRefused
from participation.initiatives.models import Initiative
from participation.initiatives.queries import inside
from participation.initiatives.views.makers import find_own
from participation.signals.models import Signal
from participation.signals.views.work import find_signal
from participation.taskgroups.models import TaskGroup
from participation.taskgroups.views.workspace import find_helped
from programmes.origins import actions
from programmes.origins.queries import projects_to_tie, ways_to_money
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused


def find_initiative(request: HttpRequest, public_id: str) -> Initiative:
    """Return an initiative of where this person works, or raise Http404."""
    initiatives = Initiative.objects.filter(inside(request.user)).select_related("area")
    return get_object_or_404(initiatives, public_id=public_id[:12])


@require_POST
@requires("projects.add_project", find_initiative)
def make_project(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Make a project of an initiative, in one step."""
    try:
        project = actions.make_project(initiative, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
        return redirect(initiative)
    messages.success(request, _("Het project staat er. Vul nu de rest in."))
    return redirect("projects:edit", project.public_id)


@require_POST
@requires("taskgroups.support_group", find_helped)
def tie_group(request: HttpRequest, group: TaskGroup) -> HttpResponse:
    """Say which project a taakgroep works on."""
    chosen = request.POST.get("project", "")[:12]
    found = projects_to_tie(group.area, request.user)
    project = get_object_or_404(found, public_id=chosen) if chosen else None
    actions.tie_group(group, project, by=request.user)
    messages.success(request, _("Opgeslagen."))
    return redirect("taskgroups:own", group.public_id)


@require_POST
@requires("signals.triage_signal", find_signal)
def tie_signal(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Say which project a signal led to, or make one of it."""
    if "new" in request.POST and request.user.has_perm("projects.add_project", signal):
        try:
            project = actions.make_project_of_signal(signal, by=request.user)
        except TransitionRefused as refused:
            messages.error(request, str(refused))
            return redirect("signals:overview", signal.public_id)
        messages.success(request, _("Het project staat er. Vul nu de rest in."))
        return redirect("projects:edit", project.public_id)
    chosen = request.POST.get("project", "")[:12]
    found = projects_to_tie(signal.area, request.user)
    project = get_object_or_404(found, public_id=chosen) if chosen else None
    actions.tie_signal(signal, project, by=request.user)
    messages.success(request, _("Opgeslagen."))
    return redirect("signals:overview", signal.public_id)


@require_POST
@requires("initiatives.change_own", find_own)
def ask_money(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Begin an application for an initiative of one's own; its words go along."""
    ways = {way.key: way for way in ways_to_money(initiative, request.user)}
    way = ways.get(request.POST.get("way", ""))
    if way is None:
        messages.error(request, _("Kies onder welke regeling u geld aanvraagt."))
        return redirect("initiatives:own", initiative.public_id)
    try:
        application = actions.ask_money(initiative, way, by=request.user)
    except GrantRefused as refused:
        messages.error(request, str(refused))
        return redirect("initiatives:own", initiative.public_id)
    messages.success(request, _("Uw aanvraag staat klaar. Vul nu de rest in."))
    return redirect("grants:plan", application.number)
