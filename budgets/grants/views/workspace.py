"""The doors of who works on applications: the list, and one with its whole chain."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from budgets.grants.forms.applications import ApplicationFilter
from budgets.grants.models import Application
from budgets.grants.queries import (
    budget_of,
    checks_of,
    sent_to,
    spent_on,
    tally_of,
    trail_of,
    waiting_for,
)
from budgets.grants.rules import applied
from budgets.grants.states import DRAFT
from budgets.grants.views.steps import find
from budgets.ledger.queries import entries_for
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available

PAGE_SIZE = 30
FIRST_WAITING = 10


@requires("grants.see_workbench")
def index(request: HttpRequest) -> HttpResponse:
    """List what was applied for in the areas of this person; what waits for them stands on top."""
    narrowed = ApplicationFilter(request.GET, sent_to(request.user), request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filter": narrowed,
        "tally": tally_of(narrowed.qs),
        "waiting": [] if request.GET else list(waiting_for(request.user)[:FIRST_WAITING]),
        "may_rule": request.user.has_perm("grants.manage_regulations"),
    }
    return render(request, "grants/workbench.html", context)


@requires("grants.see_application", find)
def application(request: HttpRequest, found: Application) -> HttpResponse:
    """Show an application with its chain as a timeline, and what this person can do now."""
    is_own = applied(request.user, found)
    steps = {step.transition.name: step for step in available(found, request.user)}
    context = {
        "application": found,
        "is_own": is_own,
        "steps": steps,
        "trail": trail_of(found),
        "checks": [] if found.state == DRAFT else checks_of(found),
        "lines": found.lines.all(),
        "budget": budget_of(found),
        "attachments": found.attachments.select_related("file"),
        "receipts": found.receipts.select_related("file"),
        "spent": spent_on(found),
        "question": found.open_pause,
        "advices": [] if is_own else found.advices.select_related("by"),
        "entries": [] if is_own else entries_for("grants.application", found.pk),
        "may_advise": not is_own and found.is_undecided and request.user.has_perm("grants.advise", found),
    }
    return render(request, "grants/application.html", context)


@requires("grants.see_application", find)
def file(request: HttpRequest, found: Application) -> HttpResponse:
    """Send one of the papers of an application."""
    papers = Q(pk__in=found.attachments.values("file")) | Q(pk__in=found.receipts.values("file"))
    stored = get_object_or_404(StoredFile.objects.filter(papers), pk=request.resolver_match.kwargs["pk"])
    return send_file(stored, is_public=False)
