"""Decisions in the workspace: the list, one of them as it was written, and its letter on the way."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets.decisions import actions
from budgets.decisions.forms import DecisionFilter
from budgets.decisions.models import Decision
from budgets.decisions.queries import for_list, letter_job, replacing, to_post, visible_to
from budgets.decisions.views.public import page_of
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 50


@requires("decisions.see_decisions")
def index(request: HttpRequest) -> HttpResponse:
    """List the decisions that this person may read, newest first."""
    visible = visible_to(request.user)
    narrowed = DecisionFilter(request.GET, visible, request=request)
    context = {
        "page": Paginator(for_list(narrowed.qs), PAGE_SIZE).get_page(request.GET.get("page")),
        "filter": narrowed,
        "to_post": to_post(visible).count() if request.user.has_perm("decisions.send_decision") else 0,
    }
    return render(request, "decisions/index.html", context)


def find_decision(request: HttpRequest, number: str) -> Decision:
    """Return a decision that this person may read, or raise Http404."""
    return get_object_or_404(for_list(visible_to(request.user)), number=number)


@requires("decisions.see_decision", find_decision)
def decision(request: HttpRequest, found: Decision) -> HttpResponse:
    """Show a decision with its letter, how far that is, and until when someone can object."""
    context = page_of(found) | {
        "replaced_by": replacing(found),
        "job": None if found.letter_id else letter_job(found),
        "may_send": request.user.has_perm("decisions.send_decision", found),
    }
    return render(request, "decisions/decision.html", context)


@requires("decisions.see_decision", find_decision)
def file(request: HttpRequest, found: Decision) -> HttpResponse:
    """Give the letter as pdf."""
    if found.letter is None:
        raise Http404
    return send_file(found.letter, is_public=False)


@require_POST
@requires("decisions.send_decision", find_decision)
def post(request: HttpRequest, found: Decision) -> HttpResponse:
    """Record that the letter was posted today."""
    try:
        actions.post(found, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Genoteerd: de brief is vandaag op de post gedaan."))
    return redirect(found)


@require_POST
@requires("decisions.send_decision", find_decision)
def again(request: HttpRequest, found: Decision) -> HttpResponse:
    """Ask for the letter again, after it failed."""
    if found.letter_id is None:
        actions.request_letter(found, by=request.user)
    return redirect(found)
