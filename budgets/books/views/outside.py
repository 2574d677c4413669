"""The account for others than the board: the kascommissie, the gemeente and the village."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from budgets.books import actions
from budgets.books.documents import PUBLIC_HEADER, account_context, public_rows
from budgets.books.forms import RemarkForm, SignForm
from budgets.books.models import AnnualAccount, Receipt
from budgets.books.queries import auditor_by_token, published_accounts, sent_accounts, settlements_of
from budgets.books.states import BookRefused
from budgets.books.views.finding import status_of
from budgets.books.views.serving import send_receipt, send_table
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public, requires
from wijkportaal.foundation.transitions.states import TransitionRefused

GONE = 410


@public
@never_cache
@limited("60/h", methods=("GET", "POST"))
def audit(request: HttpRequest, token: str) -> HttpResponse:
    """Let a member of the kascommissie look at everything and sign. The signed link is the key."""
    auditor = auditor_by_token(token)
    if auditor is None:
        return render(request, "books/audit_gone.html", status=GONE)
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not auditor.verdict:
        try:
            actions.sign_account(auditor, **form.cleaned_data)
        except TransitionRefused:
            return render(request, "books/audit_gone.html", status=GONE)
        return render(request, "books/audited.html", {"account": auditor.account})
    context = account_context(auditor.account) | {
        "auditor": auditor,
        "form": form,
        "token": token,
        "with_names": True,
    }
    return render(request, "books/audit.html", context, status=status_of(form))


@public
@never_cache
@limited("600/h", methods=("GET",))
def audit_receipt(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Send a receipt of the year that a member of the kascommissie checks."""
    auditor = auditor_by_token(token)
    if auditor is None:
        return render(request, "books/audit_gone.html", status=GONE)
    receipts = Receipt.objects.filter(movement__account=auditor.account_id)
    return send_receipt(get_object_or_404(receipts.select_related("picture", "file"), pk=pk))


@requires("books.see_sent_accounts")
def sent(request: HttpRequest) -> HttpResponse:
    """List what boards sent to the gemeente, what waits for an answer first."""
    return render(request, "books/sent.html", {"accounts": sent_accounts(request.user)})


def find_sent(request: HttpRequest, pk: int) -> AnnualAccount:
    """Return an account that was sent to the gemeente, or raise Http404."""
    return get_object_or_404(sent_accounts(request.user).select_related("document"), pk=pk)


@requires("books.receive_account", find_sent)
def sent_account(request: HttpRequest, found: AnnualAccount) -> HttpResponse:
    """Show the gemeente an account with its receipts."""
    return _show_sent(request, found, RemarkForm())


def _show_sent(request: HttpRequest, found: AnnualAccount, form: RemarkForm) -> HttpResponse:
    context = account_context(found) | {
        "form": form,
        "trail": list(found.steps.all()),
        "settlements": settlements_of(found),
        "receipt_door": "books:receipt",
    }
    return render(request, "books/sent_account.html", context, status=status_of(form))


@requires("books.receive_account", find_sent)
@require_POST
def receive(request: HttpRequest, found: AnnualAccount) -> HttpResponse:
    """Say that the account is in order."""
    try:
        actions.receive_account(found, by=request.user)
    except BookRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De jaarrekening is in orde. De penningmeester krijgt bericht."))
    return redirect("books:sent")


@requires("books.receive_account", find_sent)
@require_POST
def hand_back(request: HttpRequest, found: AnnualAccount) -> HttpResponse:
    """Give the account back, with a remark."""
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            actions.hand_back(found, reason=form.cleaned_data["reason"], by=request.user, who=_("gemeente"))
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De jaarrekening is terug bij de penningmeester."))
            return redirect("books:sent")
    return _show_sent(request, found, form)


def _published(slug: str, year: int) -> AnnualAccount:
    area = get_object_or_404(Area, slug=slug)
    return get_object_or_404(published_accounts(area).select_related("document"), year=year)


@public
def published(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show the village what came in, what it went to and what is left."""
    found = _published(slug, year)
    others = published_accounts(found.area).exclude(pk=found.pk)
    return render(request, "books/published.html", account_context(found) | {"others": others})


@public
def download(request: HttpRequest, slug: str, year: int, kind: str) -> HttpResponse:
    """Give a published account as pdf, csv or xlsx, without names."""
    found = _published(slug, year)
    if kind == "pdf":
        if found.document is None:
            raise Http404
        return send_file(found.document, is_public=True)
    lines = account_context(found)["lines"]
    return send_table(kind, PUBLIC_HEADER, public_rows(lines), name=f"jaarrekening-{slug}-{year}")
