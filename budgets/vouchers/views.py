"""Redeeming with a code, for anyone; and for officials the list, issuing, and paying."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from budgets.ledger.queries import entries_for
from budgets.vouchers import actions
from budgets.vouchers.forms import CodeForm, ReasonForm, RedeemForm, VoucherForm
from budgets.vouchers.models import Redemption, Voucher
from budgets.vouchers.queries import by_code, visible_to
from budgets.vouchers.states import VoucherRefused
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public, requires
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 30
UNPROCESSABLE = 422


@public
@never_cache
@limited("30/h", methods=("POST",))
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a voucher."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = by_code(form.cleaned_data["code"])
        if found:
            return redirect("vouchers:redeem", found.written_code)
        form.add_error("code", _("Deze code klopt niet. Kijk nog eens goed op de kaart."))
    return render(
        request, "vouchers/enter.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


@public
@never_cache
@limited("60/h", methods=("GET", "POST"))
def redeem(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a voucher still holds, and take in what someone asks to be paid."""
    found = by_code(code)
    if found is None:
        raise Http404
    form = RedeemForm(request.POST or None, request.FILES or None, left=found.left)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.redeem(found, **form.cleaned_data)
        except VoucherRefused as refused:
            form.add_error(None, str(refused))
        else:
            found.refresh_from_db()
            return render(request, "vouchers/asked.html", {"redemption": made, "voucher": found})
    context = {"voucher": found, "form": form}
    return render(request, "vouchers/redeem.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("vouchers.see_vouchers")
def index(request: HttpRequest) -> HttpResponse:
    """List the vouchers of the areas of this person; what asks to be paid comes first."""
    page = Paginator(visible_to(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    may_issue = request.user.has_perm("vouchers.issue_some")
    return render(request, "vouchers/index.html", {"page": page, "may_issue": may_issue})


@requires("vouchers.issue_some")
def issue(request: HttpRequest) -> HttpResponse:
    """Issue a voucher."""
    initial = {"idea": request.GET.get("idee", "")[:120], "project": request.GET.get("project", "")[:12]}
    if area := Area.objects.filter(slug=request.GET.get("gebied", "")[:120]).first():
        initial["area"] = area.pk
    form = VoucherForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.issue(**form.cleaned_data, by=request.user)
        except VoucherRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De waardebon is uitgegeven. De kaart wordt gemaakt."))
            return redirect(made)
    return render(
        request, "vouchers/issue.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


def find(request: HttpRequest, number: str) -> Voucher:
    """Return a voucher of an area of this person, or raise Http404."""
    return get_object_or_404(visible_to(request.user), number=number)


@requires("vouchers.see_voucher", find)
def voucher(request: HttpRequest, found: Voucher) -> HttpResponse:
    """Show a voucher with what was asked and paid, and its bookings."""
    context = {
        "voucher": found,
        "redemptions": found.redemptions.select_related("settled_by", "invoice"),
        "entries": entries_for("vouchers.voucher", found.pk),
        "may_see_invoice": request.user.has_perm("vouchers.see_invoice", found),
        "may_pay": request.user.has_perm("vouchers.pay", found),
        "may_withdraw": found.state == "valid" and request.user.has_perm("vouchers.issue", found),
    }
    return render(request, "vouchers/voucher.html", context)


@requires("vouchers.see_voucher", find)
def card(request: HttpRequest, found: Voucher) -> HttpResponse:
    """Give the card as pdf."""
    if found.card is None:
        raise Http404
    return send_file(found.card, is_public=False)


@requires("vouchers.issue", find)
def withdraw(request: HttpRequest, found: Voucher) -> HttpResponse:
    """Stop a voucher, with the reason."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(found, reason=form.cleaned_data["reason"], by=request.user)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De waardebon is ingetrokken."))
            return redirect(found)
    return _reason(request, found, form, _("Waardebon intrekken"))


def find_redemption(request: HttpRequest, pk: int) -> Redemption:
    """Return a redemption of a voucher of an area of this person, or raise Http404."""
    redemptions = Redemption.objects.select_related("voucher__area", "invoice")
    return get_object_or_404(redemptions.filter(voucher__in=visible_to(request.user).values("pk")), pk=pk)


@requires("vouchers.see_invoice", find_redemption)
def invoice(request: HttpRequest, found: Redemption) -> HttpResponse:
    """Give the invoice."""
    return send_file(found.invoice, is_public=False)


@require_POST
@requires("vouchers.pay", find_redemption)
def pay(request: HttpRequest, found: Redemption) -> HttpResponse:
    """Pay what was asked."""
    try:
        actions.pay(found, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De betaling is geboekt."))
    return redirect(found.voucher)


@requires("vouchers.pay", find_redemption)
def refuse(request: HttpRequest, found: Redemption) -> HttpResponse:
    """Refuse to pay, with the reason."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.refuse(found, reason=form.cleaned_data["reason"], by=request.user)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Het verzoek is geweigerd. Wie het vroeg, krijgt bericht."))
            return redirect(found.voucher)
    return _reason(request, found.voucher, form, _("Betaling weigeren"))


def _reason(request: HttpRequest, found: Voucher, form: ReasonForm, title: str) -> HttpResponse:
    context = {"voucher": found, "form": form, "title": title}
    return render(request, "vouchers/reason.html", context, status=UNPROCESSABLE if form.errors else 200)
