"""The doors of who helps groups: the weekly list, and the calls for help."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.taskgroups import actions
from participation.taskgroups.forms import AnswerForm, NoteForm
from participation.taskgroups.models import HelpCall, TaskGroup
from participation.taskgroups.queries import inside, weekly_for
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.views import settle

UNPROCESSABLE = 422


@requires("taskgroups.see_weekly")
def weekly(request: HttpRequest) -> HttpResponse:
    """List what opbouwwerker and wijkmanager talk about this week."""
    context = {"weekly": weekly_for(request.user, least=settings.LEAST_MEMBERS)}
    return render(request, "taskgroups/weekly.html", context)


def find_helped(request: HttpRequest, public_id: str) -> TaskGroup:
    """Return a group of where this person helps, or raise Http404."""
    groups = TaskGroup.objects.filter(inside(request.user)).select_related("area")
    return get_object_or_404(groups, public_id=public_id[:12])


@require_POST
@requires("taskgroups.support_group", find_helped)
def note(request: HttpRequest, group: TaskGroup) -> HttpResponse:
    """Note what was agreed about a group."""
    form = NoteForm(request.POST)
    if form.is_valid():
        actions.note_talk(group, form.cleaned_data["words"], by=request.user)
        messages.success(request, _("De afspraak is genoteerd."))
    else:
        messages.error(request, _("Schrijf in een zin op wat u afspreekt, in hooguit 500 tekens."))
    return redirect("taskgroups:weekly")


def find_call(request: HttpRequest, pk: int) -> HelpCall:
    groups = TaskGroup.objects.filter(inside(request.user)).values("pk")
    return get_object_or_404(HelpCall.objects.filter(group__in=groups).select_related("group__area"), pk=pk)


@requires("taskgroups.support_group", find_call)
def take_call(request: HttpRequest, call: HelpCall) -> HttpResponse:
    """Answer a call for help."""
    return settle(
        request,
        AnswerForm(request.POST or None),
        act=lambda values: actions.take_call(call, answer=values["answer"], by=request.user),
        said=_("Uw antwoord is verstuurd aan de taakgroep."),
        template="taskgroups/take_call.html",
        context={"call": call, "group": call.group},
        done=reverse("taskgroups:weekly"),
    )
