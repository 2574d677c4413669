"""The ledger in the workspace: look, book by hand, undo with a reason, close a year, take it along."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.ledger import actions
from budgets.ledger.documents import HEADER, export_rows, journal
from budgets.ledger.forms import AccountFilter, BookingForm, CounterForm, PurposeForm
from budgets.ledger.models import Account, Entry, Period, Purpose
from budgets.ledger.queries import (
    balance_of,
    entries_in_order,
    entries_visible_to,
    entry_with_lines,
    for_list,
    periods,
    statement_of,
    total_of,
    visible_to,
    with_balance,
)
from budgets.ledger.states import ACCOUNT_HELP, ACCOUNT_KINDS, BookingRefused
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.tables.writing import XLSX, write_csv, write_xlsx

PAGE_SIZE = 50
UNPROCESSABLE = 422


@requires("ledger.see_ledger")
def index(request: HttpRequest) -> HttpResponse:
    """List the accounts that this person answers for, with what they hold on a day."""
    narrowed = AccountFilter(request.GET, visible_to(request.user), request=request)
    page = Paginator(for_list(narrowed.qs), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = with_balance(Account.objects.filter(pk__in=[row.pk for row in page]), on=narrowed.day)
    balances = dict(shown.values_list("pk", "balance_then"))
    for row in page:
        row.balance_then = balances[row.pk]
    context = {
        "page": page,
        "filter": narrowed,
        "day": narrowed.day or timezone.localdate(),
        "total": total_of(narrowed.qs, on=narrowed.day),
        "may_book": request.user.has_perm("ledger.book"),
        "may_export": request.user.has_perm("ledger.export"),
        "kinds": [(ACCOUNT_KINDS[kind], text) for kind, text in ACCOUNT_HELP.items()],
    }
    return render(request, "ledger/index.html", context)


def find_account(request: HttpRequest, pk: int) -> Account:
    """Return an account that this person may look into, or raise Http404."""
    return get_object_or_404(for_list(visible_to(request.user)), pk=pk)


@requires("ledger.see_ledger", find_account)
def account(request: HttpRequest, found: Account) -> HttpResponse:
    """Show what went in and out of an account, newest first."""
    page = Paginator(statement_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"account": found, "page": page, "balance": balance_of(found), "help": ACCOUNT_HELP[found.kind]}
    return render(request, "ledger/account.html", context)


def find_entry(request: HttpRequest, number: str) -> Entry:
    """Return an entry that touches an account of this person, or raise Http404."""
    return get_object_or_404(entry_with_lines(entries_visible_to(request.user)), number=number)


@requires("ledger.see_ledger", find_entry)
def entry(request: HttpRequest, found: Entry) -> HttpResponse:
    """Show an entry with its lines, what it rests on and what undid it."""
    return _show_entry(request, found, CounterForm())


@requires("ledger.counter", find_entry)
def counter(request: HttpRequest, found: Entry) -> HttpResponse:
    """Undo an entry by its opposite."""
    form = CounterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.counter(
                found, reason=form.cleaned_data["reason"], on=timezone.localdate(), by=request.user
            )
        except BookingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De boeking is teruggedraaid."))
            return redirect(made)
    return _show_entry(request, found, form)


def _show_entry(request: HttpRequest, found: Entry, form: CounterForm) -> HttpResponse:
    context = {
        "entry": found,
        "form": form,
        "countered_by": getattr(found, "countered_by", None),
        "may_counter": request.user.has_perm("ledger.counter", found),
    }
    return render(request, "ledger/entry.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("ledger.book")
def book(request: HttpRequest) -> HttpResponse:
    """Book by hand, for what no other page of the portal books."""
    form = BookingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = actions.book(
                form.moves,
                on=values["on"],
                description=values["description"],
                ground=actions.Ground(values["decision"], values["document"]),
                key=f"hand:{values['key']}",
                by=request.user,
            )
        except BookingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De boeking is gedaan."))
            return redirect(made)
    return render(request, "ledger/book.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@requires("ledger.see_ledger")
def years(request: HttpRequest) -> HttpResponse:
    """List the years of the ledger, and close one."""
    if request.method == "POST":
        if not request.user.has_perm("ledger.close_period"):
            raise Http404
        period = get_object_or_404(Period, pk=request.POST.get("period", "0")[:9] or 0)
        try:
            actions.close_period(period, by=request.user)
        except BookingRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Het boekjaar %(year)s is gesloten.") % {"year": period.year})
        return redirect("ledger:years")
    context = {
        "periods": periods(),
        "this_year": timezone.localdate().year,
        "may_close": request.user.has_perm("ledger.close_period"),
    }
    return render(request, "ledger/years.html", context)


@requires("ledger.export")
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Give all bookings, or those of `?jaar=`, as csv, xlsx or journal."""
    year = _year(request)
    name = f"grootboek-{year or 'alles'}"
    if kind == "journal":
        accounts = for_list(Account.objects.all()).iterator(chunk_size=500)
        lines = journal(accounts, entries_in_order(year=year))
        answer = StreamingHttpResponse(
            (f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8"
        )
    elif kind == "xlsx":
        rows = export_rows(entries_in_order(year=year))
        answer = HttpResponse(write_xlsx(HEADER, rows, title="Grootboek"), content_type=XLSX)
    elif kind == "csv":
        content = write_csv(HEADER, export_rows(entries_in_order(year=year)))
        answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _year(request: HttpRequest) -> int | None:
    asked = request.GET.get("jaar", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else None


@requires("ledger.manage_purposes")
def purposes(request: HttpRequest) -> HttpResponse:
    """List what money can be meant for."""
    return render(request, "ledger/purposes.html", {"purposes": Purpose.objects.all()})


@requires("ledger.manage_purposes")
def new_purpose(request: HttpRequest) -> HttpResponse:
    """Add a purpose."""
    return _save_purpose(request, Purpose())


@requires("ledger.manage_purposes")
def purpose(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a purpose."""
    return _save_purpose(request, get_object_or_404(Purpose, pk=pk))


def _save_purpose(request: HttpRequest, found: Purpose) -> HttpResponse:
    form = PurposeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.save_purpose(found, form.cleaned_data, by=request.user)
        messages.success(request, _("De bestemming is opgeslagen."))
        return redirect("ledger:purposes")
    context = {"form": form, "purpose": found}
    return render(request, "ledger/purpose.html", context, status=UNPROCESSABLE if form.errors else 200)
