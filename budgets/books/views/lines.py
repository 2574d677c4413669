"""The lines of a book: list, book, receipt, correct, take along."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets.books import actions
from budgets.books.documents import EXPORT_HEADER
from budgets.books.forms import CounterForm, LineForm, MovementFilter, ReceiptForm, TransferForm
from budgets.books.models import Book, Movement, Receipt
from budgets.books.queries import contributions_of, export_rows, movements_of, receipts_visible_to
from budgets.books.states import INCOME, SPENDING, BookRefused
from budgets.books.views.finding import find_book, find_movement, status_of
from budgets.books.views.serving import send_receipt, send_table
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 40
KINDS = {"ontvangst": INCOME, "uitgave": SPENDING}


@requires("books.see_book", find_book)
def movements(request: HttpRequest, found: Book) -> HttpResponse:
    """List the lines of a book, newest first."""
    narrowed = MovementFilter(request.GET, movements_of(found), request=request)
    context = {
        "book": found,
        "filter": narrowed,
        "page": Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page")),
        "may_keep": request.user.has_perm("books.keep_book", found),
    }
    return render(request, "books/movements.html", context)


@requires("books.see_book", find_book)
def export(request: HttpRequest, found: Book) -> HttpResponse:
    """Give the board its lines, or those that the filter keeps, as csv or xlsx; names included."""
    narrowed = MovementFilter(request.GET, movements_of(found), request=request)
    return send_table(
        request.resolver_match.kwargs["kind"],
        EXPORT_HEADER,
        export_rows(narrowed.qs),
        name=f"kasboek-{found.area.slug}",
    )


@requires("books.keep_book", find_book)
def new(request: HttpRequest, found: Book) -> HttpResponse:
    """Book an income or spending with its receipt."""
    word = request.resolver_match.kwargs["kind"]
    if word not in KINDS:
        raise Http404
    initial = {}
    if asked := found.requests.filter(pk=_number(request.GET.get("verzoek")), state="granted").first():
        initial = {"request": asked.pk, "amount": asked.granted, "purpose": asked.what, "party": asked.name}
    elif KINDS[word] == INCOME:
        initial = _granted(found, _number(request.GET.get("toekenning")))
    form = LineForm(
        request.POST or None, request.FILES or None, book=found, kind=KINDS[word], initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.book_line(found, KINDS[word], by=request.user, **form.cleaned_data)
        except (BookRefused, TransitionRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Geboekt als %(label)s. Zet dat nummer op de bon.") % {"label": made.label}
            )
            if "another" in request.POST:
                return redirect("books:new", found.area.slug, word)
            return redirect("books:book", found.area.slug)
    context = {"book": found, "form": form, "is_income": KINDS[word] == INCOME}
    return render(request, "books/new.html", context, status=status_of(form))


def _granted(found: Book, allocation: int | None) -> dict:
    """Fill in what is known of a contribution of the gemeente."""
    this = timezone.localdate().year
    for each in contributions_of(found, this) if allocation else ():
        if each.allocation.pk == allocation and each.expected:
            return {
                "allocation": allocation,
                "amount": each.expected,
                "purpose": each.name,
                "party": _("gemeente"),
            }
    return {}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


@requires("books.keep_book", find_book)
def transfer(request: HttpRequest, found: Book) -> HttpResponse:
    """Note money that went from one account to another."""
    form = TransferForm(request.POST or None, book=found)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.transfer_money(
                found, values.pop("source"), values.pop("target"), by=request.user, **values
            )
        except BookRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De overboeking is genoteerd."))
            return redirect("books:book", found.area.slug)
    return render(request, "books/transfer.html", {"book": found, "form": form}, status=status_of(form))


@requires("books.see_book", find_movement)
def movement(request: HttpRequest, found: Movement) -> HttpResponse:
    """Show a line with its receipts."""
    return _show(request, found)


@requires("books.keep_book", find_movement)
@require_POST
def add_receipt(request: HttpRequest, found: Movement) -> HttpResponse:
    """Keep a receipt with a line."""
    form = ReceiptForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_receipt(found, by=request.user, **form.cleaned_data)
        except BookRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De bon is bewaard."))
            return redirect(found)
    return _show(request, found, receipt_form=form)


@requires("books.keep_book", find_movement)
@require_POST
def counter(request: HttpRequest, found: Movement) -> HttpResponse:
    """Undo a line by its opposite."""
    form = CounterForm(request.POST)
    if form.is_valid():
        try:
            made = actions.counter_line(found, reason=form.cleaned_data["reason"], by=request.user)
        except (BookRefused, TransitionRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De tegenregel is geboekt."))
            return redirect(made)
    return _show(request, found, counter_form=form)


def _show(
    request: HttpRequest,
    found: Movement,
    *,
    receipt_form: ReceiptForm | None = None,
    counter_form: CounterForm | None = None,
) -> HttpResponse:
    receipt_form, counter_form = receipt_form or ReceiptForm(), counter_form or CounterForm()
    may_keep = request.user.has_perm("books.keep_book", found)
    countered_by = getattr(found, "countered_by", None)
    context = {
        "book": found.account.book,
        "movement": found,
        "receipts": list(found.receipts.select_related("picture", "file")),
        "receipt_form": receipt_form,
        "counter_form": counter_form,
        "countered_by": countered_by,
        "may_add": may_keep and found.account.is_open,
        "may_counter": may_keep and countered_by is None and found.counters_id is None,
    }
    return render(request, "books/movement.html", context, status=status_of(receipt_form, counter_form))


def find_receipt(request: HttpRequest, pk: int) -> Receipt:
    """Return a receipt in a year that this person may look into, or raise Http404."""
    return get_object_or_404(receipts_visible_to(request.user), pk=pk)


def find_receipts_account(request: HttpRequest, pk: int):
    """Return the year that a receipt belongs to: what the right to see it hangs on."""
    found = find_receipt(request, pk).movement.account
    found.asked_receipt = pk
    return found


@requires("books.see_account", find_receipts_account)
def receipt(request: HttpRequest, account) -> HttpResponse:
    """Send a receipt to who may look into its year; never kept by anything in between."""
    return send_receipt(find_receipt(request, account.asked_receipt))


@requires("books.keep_book", find_receipts_account)
@require_POST
def remove_receipt(request: HttpRequest, account) -> HttpResponse:
    """Take away a receipt that was added by mistake."""
    found = find_receipt(request, account.asked_receipt)
    try:
        actions.remove_receipt(found, by=request.user)
    except BookRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De bon is weggehaald."))
    return redirect(found.movement)
