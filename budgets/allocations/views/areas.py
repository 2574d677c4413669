"""One area: what it was granted, what it keeps, and what its board accounted for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets.allocations.actions import accounts
from budgets.allocations.forms import QuestionForm
from budgets.allocations.models import AccountSettlement, Allocation
from budgets.allocations.queries import (
    granted_to,
    reserves_of,
    settlement_of,
    settlements_visible_to,
    visible_to,
    with_all,
)
from budgets.allocations.rows import lines_of, parts_of
from budgets.ledger.states import BookingRefused
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

UNPROCESSABLE = 422


def find_allocation(request: HttpRequest, pk: int) -> Allocation:
    """Return an allocation that this person may read, or raise Http404."""
    return get_object_or_404(with_all(visible_to(request.user)), pk=pk)


@requires("allocations.see_allocations", find_allocation)
def allocation(request: HttpRequest, found: Allocation) -> HttpResponse:
    """Show what an area gets and why, for what it is, what it keeps, and how its board accounted for it."""
    purposes = list(found.run.first.purposes.select_related("purpose"))
    context = {
        "row": found,
        "lines": lines_of(found),
        "parts": parts_of(found, purposes) if found.amount is not None else (),
        "reserves": reserves_of(found),
        "settlement": settlement_of(found),
        "years": [row for row in granted_to(found.area) if row.pk != found.pk],
        "may_correct": found.done_at is not None
        and request.user.has_perm("allocations.prepare_run", found.run),
        "may_see_run": request.user.has_perm("allocations.see_runs"),
    }
    return render(request, "allocations/allocation.html", context)


def find_settlement(request: HttpRequest, pk: int) -> AccountSettlement:
    """Return an account of a board that this person may read, or raise Http404."""
    return get_object_or_404(settlements_visible_to(request.user), pk=pk)


@requires("allocations.see_allocations", find_settlement)
def settlement(request: HttpRequest, found: AccountSettlement) -> HttpResponse:
    """Show what a board accounted for, and what settling it does."""
    return _show(request, found, QuestionForm())


def _show(request: HttpRequest, found: AccountSettlement, form: QuestionForm) -> HttpResponse:
    context = {
        "settlement": found,
        "row": found.allocation,
        "steps": {step.transition.name for step in available(found, request.user)},
        "form": form,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "allocations/settlement.html", context, status=status)


@require_POST
@requires("allocations.settle_account", find_settlement)
def settle(request: HttpRequest, found: AccountSettlement) -> HttpResponse:
    """Settle an account, with a decision and its bookings."""
    try:
        accounts.settle(found, by=request.user)
    except (TransitionRefused, BookingRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De verantwoording is vastgesteld. Het bestuur krijgt een besluit."))
    return redirect(found)


@require_POST
@requires("allocations.settle_account", find_settlement)
def ask(request: HttpRequest, found: AccountSettlement) -> HttpResponse:
    """Send an account back with a question."""
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        accounts.ask_more(found, question=form.cleaned_data["reason"], by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De vraag is gestuurd."))
    return redirect(found)
