"""The doors of payments: what waits, the files of the bank, and one line that a person looks at."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from budgets.ledger.states import BookingRefused
from budgets.payments import actions, queries
from budgets.payments.forms import MOST_PARTS, FileForm, LineFilter, PaymentFilter, ReasonForm, part_forms
from budgets.payments.models import BankLine, ExpectedPayment, StatementFile
from budgets.payments.states import NOT_OURS, OPEN, SETTLE, SETTLED, PaymentRefused
from wijkportaal.foundation.batches.queries import offer_of
from wijkportaal.foundation.batches.views import decide
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 50
UNPROCESSABLE = 422
REFUSALS = (PaymentRefused, BookingRefused, TransitionRefused)


@requires(SETTLE)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the bank lines that wait for somebody, or others."""
    narrowed = LineFilter(request.GET, queries.lines_for_list())
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": narrowed, "open_lines": queries.open_lines()}
    return render(request, "payments/index.html", context)


@requires(SETTLE)
@require_safe
def expected(request: HttpRequest) -> HttpResponse:
    """List what is to be paid, with what came of it."""
    narrowed = PaymentFilter(request.GET, queries.with_accounts(ExpectedPayment.objects.all()))
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "payments/expected.html", {"page": page, "filter": narrowed})


def find_payment(request: HttpRequest, pk: int) -> ExpectedPayment:
    """Return an expected payment, or raise Http404."""
    payments = queries.with_accounts(ExpectedPayment.objects.select_related("entry"))
    return get_object_or_404(payments, pk=pk)


@requires(SETTLE, find_payment)
@require_safe
def payment(request: HttpRequest, found: ExpectedPayment) -> HttpResponse:
    """Show what is to be paid, on which decision, and what came of it."""
    return _show_payment(request, found, ReasonForm())


def _show_payment(request: HttpRequest, found: ExpectedPayment, form: ReasonForm) -> HttpResponse:
    context = {"payment": found, "form": form, "lines": queries.lines_that_paid(found)}
    return render(request, "payments/payment.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@requires(SETTLE, find_payment)
def confirm(request: HttpRequest, found: ExpectedPayment) -> HttpResponse:
    """Book a payment without a statement of the bank."""
    try:
        actions.confirm_payment(found, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("De betaling is geboekt."))
    return redirect(found)


@require_POST
@requires(SETTLE, find_payment)
def cancel(request: HttpRequest, found: ExpectedPayment) -> HttpResponse:
    """Say that a payment will not come, and why."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            actions.cancel_expected(found, reason=form.cleaned_data["reason"], by=request.user)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De verwachte betaling is vervallen."))
            return redirect("payments:expected")
    return _show_payment(request, found, form)


@requires(SETTLE)
def files(request: HttpRequest) -> HttpResponse:
    """Take a file of the bank to look at, and list the earlier ones."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.receive_file(form.cleaned_data["file"], by=request.user))
    page = Paginator(queries.files(), PAGE_SIZE).get_page(request.GET.get("page"))
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "payments/files.html", {"form": form, "page": page}, status=status)


def find_file(request: HttpRequest, pk: int) -> StatementFile:
    """Return a file of the bank, or raise Http404."""
    return get_object_or_404(StatementFile, pk=pk)


@requires(SETTLE, find_file)
@require_safe
def file(request: HttpRequest, found: StatementFile) -> HttpResponse:
    """Show what a file would do, or did."""
    return render(request, "payments/file.html", {"file": found} | offer_of(found, request.user))


@require_POST
@requires(SETTLE, find_file)
def apply(request: HttpRequest, found: StatementFile) -> HttpResponse:
    """Read a file in."""
    return decide(
        request,
        lambda: actions.apply_file(found, by=request.user),
        said=_("Het afschrift is ingelezen en wat betaald is, is geboekt."),
        done=found,
        refusals=REFUSALS,
    )


@require_POST
@requires(SETTLE, find_file)
def discard(request: HttpRequest, found: StatementFile) -> HttpResponse:
    """Throw a file away."""
    said = _("Het bestand is weggegooid; er is niets geboekt.")
    return decide(
        request, lambda: actions.discard_file(found, by=request.user), said=said, done="payments:files"
    )


def find_line(request: HttpRequest, pk: int) -> BankLine:
    """Return a bank line with what it paid, or raise Http404."""
    return get_object_or_404(queries.lines_for_list().select_related("file"), pk=pk)


@requires(SETTLE, find_line)
def line(request: HttpRequest, found: BankLine) -> HttpResponse:
    """Show a bank line; while it waits, divide it over what it pays."""
    if request.method == "POST":
        parts = part_forms(found, request.POST)
        if parts.is_valid() and (answer := _settled(request, found, parts.parts, parts=parts)):
            return answer
        return _show_line(request, found, parts=parts)
    asked = request.GET.get("delen", "")
    rows = min(int(asked), MOST_PARTS) if asked.isdecimal() and len(asked) < 3 else 1
    return _show_line(request, found, parts=part_forms(found, rows=max(rows, 1)))


@require_POST
@requires(SETTLE, find_line)
def settle_one(request: HttpRequest, found: BankLine) -> HttpResponse:
    """Let a line pay one expected payment with all of its amount."""
    asked = request.POST.get("expected", "")
    payment = get_object_or_404(queries.waiting_for(found), pk=asked if asked.isdecimal() else 0)
    answer = _settled(request, found, [actions.Part(abs(found.amount), expected=payment)])
    return answer or redirect(found)


def _settled(
    request: HttpRequest, found: BankLine, chosen: list[actions.Part], *, parts=None
) -> HttpResponse | None:
    """Settle and go on to the work list; what is refused is said with the form, or above the page without one."""
    try:
        actions.settle_line(found, chosen, by=request.user)
    except REFUSALS as refusal:
        if parts is None:
            messages.error(request, str(refusal))
        else:
            parts.non_form_errors().append(str(refusal))
        return None
    messages.success(request, _("De regel is verwerkt en geboekt."))
    return redirect("payments:index")


@requires(SETTLE, find_line)
def set_aside(request: HttpRequest, found: BankLine) -> HttpResponse:
    """Say that a line is not ours, and why."""
    return _with_reason(request, found, actions.set_line_aside, _("De regel is apart gezet."))


@requires(SETTLE, find_line)
def undo(request: HttpRequest, found: BankLine) -> HttpResponse:
    """Undo what a line settled, and say why."""
    return _with_reason(request, found, actions.undo_line, _("De boekingen zijn teruggedraaid."))


@require_POST
@requires(SETTLE, find_line)
def take_back(request: HttpRequest, found: BankLine) -> HttpResponse:
    """Put a line back in the work list."""
    try:
        actions.take_line_back(found, by=request.user)
        messages.success(request, _("De regel staat weer in de werklijst."))
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


def _with_reason(request: HttpRequest, found: BankLine, change: Callable, done: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change(found, reason=form.cleaned_data["reason"], by=request.user)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(found)
    return _show_line(request, found, parts=part_forms(found), reason=form)


def _show_line(
    request: HttpRequest, found: BankLine, *, parts, reason: ReasonForm | None = None
) -> HttpResponse:
    wrong = bool(
        (reason and reason.errors) or (parts.is_bound and not parts.is_valid()) or parts.non_form_errors()
    )
    context = {
        "line": found,
        "parts": parts,
        "reason": reason or ReasonForm(),
        "likely": queries.likely_for(found) if found.state == OPEN else [],
        "is_open": found.state == OPEN,
        "is_settled": found.state == SETTLED,
        "is_set_aside": found.state == NOT_OURS,
        "more": min(parts.total_form_count() + 2, MOST_PARTS),
    }
    return render(request, "payments/line.html", context, status=UNPROCESSABLE if wrong else 200)
