"""The doors of who applies: begin, write, send, answer, account, withdraw."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form, ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.grants.actions import applying
from budgets.grants.forms.applications import (
    AnswerForm,
    AttachmentForm,
    BeginForm,
    LineFormSet,
    PlanForm,
    QuickForm,
    ReasonForm,
    ReceiptForm,
    ReportForm,
)
from budgets.grants.models import Application, BudgetLine, Receipt, Regulation
from budgets.grants.queries import (
    capacities,
    checks_of,
    lacking_in,
    other_ways,
    own,
    regulations,
    spent_on,
)
from budgets.grants.states import DRAFT, GrantRefused
from budgets.grants.views.steps import UNPROCESSABLE, find_own, step_door, take
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 30


def mine(request: HttpRequest) -> HttpResponse:
    """List one's own applications and those of one's boards, newest first, with what is asked of one now."""
    page = Paginator(own(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "grants/mine.html", {"page": page})


def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an application; of a small and quick regulation the whole of it is here."""
    regulation = get_object_or_404(regulations(), slug=slug)
    found = capacities(request.user, regulation)
    if not found or not regulation.is_open:
        status = 200 if request.method == "GET" else UNPROCESSABLE
        return render(request, "grants/cannot_apply.html", {"regulation": regulation}, status=status)
    if regulation.is_quick:
        return _apply_quickly(request, regulation, found)
    form = BeginForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = applying.begin(regulation, by=request.user, **form.cleaned_data)
        except GrantRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("grants:plan", made.number)
    context = {"regulation": regulation, "form": form}
    return render(request, "grants/begin.html", context, status=UNPROCESSABLE if form.errors else 200)


def _apply_quickly(request: HttpRequest, regulation: Regulation, found) -> HttpResponse:
    form = QuickForm(request.POST or None, regulation=regulation, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = applying.apply_quickly(regulation, by=request.user, **form.cleaned_data)
        except (GrantRefused, TransitionRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Uw aanvraag is verstuurd."))
            return redirect(made)
    context = {"regulation": regulation, "form": form}
    if form.too_much is not None:
        context["other_ways"] = other_ways(regulation, None, form.too_much)
    return render(request, "grants/quick.html", context, status=UNPROCESSABLE if form.errors else 200)


def find_draft(request: HttpRequest, number: str) -> Application:
    """Return a concept of this person, or raise Http404: what was sent stays as it is."""
    application = find_own(request, number)
    if application.state != DRAFT:
        raise Http404
    return application


@requires("grants.change_own", find_draft)
def plan(request: HttpRequest, application: Application) -> HttpResponse:
    """Write the plan of a concept; it saves itself."""
    return edit_record(
        request,
        application,
        form_class=PlanForm,
        save=lambda form, version: applying.edit(application, _plain(form), version=version, by=request.user),
        template="grants/plan.html",
        done=reverse("grants:budget", args=[application.number]),
        context={"application": application, "tab": "plan"},
    )


def _plain(form: ModelForm) -> dict:
    return dict(form.cleaned_data)


@requires("grants.change_own", find_draft)
def budget(request: HttpRequest, application: Application) -> HttpResponse:
    """Write the budget: what it costs, and who brings in what."""
    formset = LineFormSet(
        request.POST or None, queryset=BudgetLine.objects.filter(application=application), prefix="lines"
    )
    status, conflict = 200, False
    if request.method == "POST":
        status = UNPROCESSABLE
        if formset.is_valid():
            version = request.POST.get("version", "")
            try:
                applying.set_lines(
                    application,
                    _lines(formset),
                    version=int(version) if version.isdecimal() and len(version) < 9 else 0,
                    by=request.user,
                )
            except EditConflict:
                status, conflict = 409, True
                application.refresh_from_db()
            else:
                messages.success(request, _("De begroting is opgeslagen."))
                again = "nog" in request.POST
                return redirect("grants:budget" if again else "grants:attachments", application.number)
    context = {
        "application": application,
        "tab": "budget",
        "formset": formset,
        "conflict": conflict,
        "lines": application.lines.all() if conflict else (),
    }
    return render(request, "grants/budget.html", context, status=status)


def _lines(formset) -> list[tuple]:
    """The lines that stay; an empty extra line is none."""
    gone = set(formset.deleted_forms)
    rows = [form.cleaned_data for form in formset.forms if form not in gone]
    return [(row["side"], row["what"], row["amount"]) for row in rows if row.get("amount") is not None]


@requires("grants.change_own", find_own)
def attachments(request: HttpRequest, application: Application) -> HttpResponse:
    """Add documents, until it was decided; take them off a concept."""
    if not (application.state == DRAFT or application.is_undecided):
        raise Http404
    if request.method == "POST" and (taken_off := request.POST.get("weg", "")).isdecimal():
        attachment = get_object_or_404(application.attachments, pk=taken_off[:12])
        try:
            applying.detach(attachment, by=request.user)
        except GrantRefused as refused:
            messages.error(request, str(refused))
        return redirect("grants:attachments", application.number)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            applying.attach(application, values["file"], title=values["title"], by=request.user)
        except GrantRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De bijlage is toegevoegd."))
            return redirect("grants:attachments", application.number)
    context = {
        "application": application,
        "tab": "attachments",
        "form": form,
        "attachments": application.attachments.select_related("file"),
    }
    return render(request, "grants/attachments.html", context, status=UNPROCESSABLE if form.errors else 200)


@step_door("grants.change_own", "submit", find_own)
def submit(request: HttpRequest, application: Application) -> HttpResponse:
    """Show what will be sent, with each condition met or not, and send it."""
    status = 200
    if request.method == "POST":
        try:
            applying.submit(application, by=request.user)
        except TransitionRefused as refused:
            messages.error(request, str(refused))
            status = UNPROCESSABLE
        else:
            messages.success(request, _("Uw aanvraag is verstuurd. U krijgt een e-mail."))
            return redirect(application)
    checks, lacking = checks_of(application), lacking_in(application)
    context = {
        "application": application,
        "tab": "submit",
        "checks": checks,
        "lacking": lacking,
        "is_ready": not lacking and all(check.is_met for check in checks),
        "lines": application.lines.all(),
        "attachments": application.attachments.select_related("file"),
    }
    return render(request, "grants/submit.html", context, status=status)


@step_door("grants.change_own", "answer", find_own)
def answer(request: HttpRequest, application: Application) -> HttpResponse:
    """Answer what was asked; documents go with the attachments."""
    return take(
        request,
        application,
        AnswerForm(request.POST or None),
        title=_("Aanvulling versturen"),
        done=_("Uw aanvulling is verstuurd."),
        act=lambda values: applying.answer(application, values["answer"], by=request.user),
        template="grants/answer.html",
        context={"question": application.open_pause},
    )


@step_door("grants.change_own", "withdraw", find_own)
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Stop an application, with the reason."""
    form = ReasonForm(request.POST or None)
    form.fields["reason"].help_text = ""
    return take(
        request,
        application,
        form,
        title=_("Aanvraag intrekken"),
        lead=_("De aanvraag stopt. Was er al geld toegekend, dan krijgt u het niet."),
        done=_("De aanvraag is ingetrokken."),
        act=lambda values: applying.withdraw(application, reason=values["reason"], by=request.user),
    )


@step_door("grants.change_own", "account", find_own)
def receipts(request: HttpRequest, application: Application) -> HttpResponse:
    """Add receipts one by one, as they come."""
    if request.method == "POST" and (taken_off := request.POST.get("weg", "")).isdecimal():
        receipt = get_object_or_404(Receipt, application=application, pk=taken_off[:12])
        applying.remove_receipt(receipt, by=request.user)
        messages.success(request, _("De bon is weggehaald."))
        return redirect("grants:receipts", application.number)
    form = ReceiptForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        checked = values.pop("file")
        try:
            applying.add_receipt(application, values, checked, by=request.user)
        except GrantRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De bon is toegevoegd."))
            return redirect("grants:receipts", application.number)
    context = {
        "application": application,
        "form": form,
        "receipts": application.receipts.select_related("file"),
        "spent": spent_on(application),
    }
    return render(request, "grants/receipts.html", context, status=UNPROCESSABLE if form.errors else 200)


@step_door("grants.change_own", "account", find_own)
def account(request: HttpRequest, application: Application) -> HttpResponse:
    """Send the account."""
    form: Form = ReportForm(request.POST or None, initial={"report": application.report})
    return take(
        request,
        application,
        form,
        title=_("Verantwoording versturen"),
        lead=_("U verantwoordt %(spent)s aan bonnen. U kreeg %(granted)s toegekend.")
        % {"spent": euros(spent_on(application)), "granted": euros(application.granted)},
        done=_("Uw verantwoording is verstuurd."),
        act=lambda values: applying.account(application, values["report"], by=request.user),
    )
