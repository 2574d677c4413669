"""The public doors: the list, the page of one group, asking to take part and writing to the trekker."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.taskgroups import actions
from participation.taskgroups.forms import JoinForm, PublicFilter, WriteForm
from participation.taskgroups.models import TaskGroup
from participation.taskgroups.queries import (
    conversation_of,
    is_member_of,
    place_of,
    running_first,
    with_details,
)
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 20
UNPROCESSABLE = 422


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the groups of all areas, those that seek members first."""
    narrowed = PublicFilter(request.GET, running_first(TaskGroup.objects.all()), request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "taskgroups/index.html", {"page": page, "filter": narrowed})


def find_group(request: HttpRequest, public_id: str) -> TaskGroup:
    """Return a group, or raise Http404."""
    return get_object_or_404(with_details(TaskGroup.objects.all()), public_id=public_id[:12])


@public_page
def group(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one group: its aim, who takes part as far as they show, how far it is, and how to take part."""
    return _page(request, find_group(request, public_id))


def _page(request: HttpRequest, found: TaskGroup, **forms) -> HttpResponse:
    person = request.user
    context = {
        "group": found,
        "place": place_of(found, person),
        "is_member": is_member_of(person, found),
        "conversation": conversation_of(found, person),
        "join_form": JoinForm() if person.is_authenticated else None,
        "write_form": WriteForm() if person.is_authenticated else None,
        "may_support": person.has_perm("taskgroups.support_group", found),
    } | forms
    return render(request, "taskgroups/group.html", context, status=UNPROCESSABLE if forms else 200)


@require_POST
def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask to take part."""
    found = find_group(request, public_id)
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, found, join_form=form)
    try:
        actions.ask_to_join(found, **form.cleaned_data, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Uw aanmelding is bij de trekker. U krijgt een e-mail."))
    return redirect(found)


@require_POST
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write to the trekker; nobody sees an address."""
    found = find_group(request, public_id)
    form = WriteForm(request.POST)
    if form.is_valid():
        try:
            actions.write_message(found, form.cleaned_data["message"], by=request.user)
        except TransitionRefused as refused:
            form.add_error("message", str(refused))
        else:
            messages.success(request, _("Uw bericht is verstuurd. Het antwoord komt in uw mail."))
            return redirect(found)
    return _page(request, found, write_form=form)
