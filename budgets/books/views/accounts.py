"""The yearly account as the board sees it, and its way to the gemeente and the village."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets.books import actions
from budgets.books.documents import account_context
from budgets.books.forms import AuditorForm, MeetingForm, NoteForm
from budgets.books.models import AnnualAccount, Auditor
from budgets.books.queries import accounts_visible_to, books_visible_to
from budgets.books.states import AUDITED, AUDITORS_NEEDED, DRAWN_UP, OPEN, BookRefused
from budgets.books.views.finding import find_account, status_of
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available, progress_of
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import take_step


@requires("books.see_account", find_account)
def account(request: HttpRequest, found: AnnualAccount) -> HttpResponse:
    """Show a year: the sum, every line with its receipts, and what is the next step."""
    return _show(request, found)


def _show(request: HttpRequest, found: AnnualAccount, refused: dict | None = None, **forms) -> HttpResponse:
    note = forms.get("note") or NoteForm(initial={"note": found.note})
    auditor, meeting_form = forms.get("auditor") or AuditorForm(), forms.get("meeting") or MeetingForm()
    may_keep = request.user.has_perm("books.keep_book", found)
    # The members' approval has a form of its own: it asks for the day.
    steps = [
        each for each in available(found, request.user) if each.transition.name not in {"approve", "audit"}
    ]
    context = account_context(found) | {
        "steps": steps,
        "progress": progress_of(found),
        "trail": list(found.steps.all()),
        "asked": list(found.auditors.all()),
        "note_form": note,
        "auditor_form": auditor,
        "meeting_form": meeting_form,
        "may_keep": may_keep,
        "may_ask": may_keep and found.state in {OPEN, DRAWN_UP},
        "asks_meeting": may_keep and found.state == AUDITED,
        "needed": AUDITORS_NEEDED,
        "receipt_door": "books:receipt",
    }
    return render(
        request,
        "books/account.html",
        context | (refused or {}),
        status=status_of(note, auditor, meeting_form),
    )


@requires("books.see_account", find_account)
@require_POST
def step(request: HttpRequest, found: AnnualAccount) -> HttpResponse:
    """Draw up, send, publish, or take back."""
    take = {
        "draw_up": lambda reason: actions.draw_up(found, by=request.user),
        "send": lambda reason: actions.send_account(found, by=request.user),
        "publish": lambda reason: actions.publish_account(found, by=request.user),
        "hand_back": lambda reason: actions.hand_back(
            found, reason=reason, by=request.user, who=_("penningmeester")
        ),
    }
    if request.POST.get("step") not in take:
        raise Http404
    return take_step(
        request,
        found,
        change=lambda name, reason: take[name](reason),
        done=found.get_absolute_url(),
        show=lambda refused: _show(request, found, refused),
    )


@requires("books.keep_book", find_account)
@require_POST
def note(request: HttpRequest, found: AnnualAccount) -> HttpResponse:
    """Write a word of explanation with the year."""
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            actions.write_note(found, form.cleaned_data["note"], by=request.user)
        except BookRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De toelichting is opgeslagen."))
            return redirect(found)
    return _show(request, found, note=form)


@requires("books.keep_book", find_account)
@require_POST
def auditors(request: HttpRequest, found: AnnualAccount) -> HttpResponse:
    """Ask somebody for the kascommissie."""
    form = AuditorForm(request.POST)
    if form.is_valid():
        try:
            actions.invite_auditor(found, by=request.user, **form.cleaned_data)
        except BookRefused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("Het lid van de kascommissie is genoteerd."))
            return redirect(found.get_absolute_url() + "#kascommissie")
    return _show(request, found, auditor=form)


def find_auditor(request: HttpRequest, pk: int):
    """Return the year that an invitation is for, with who was asked."""
    found = Auditor.objects.filter(account__book__in=books_visible_to(request.user))
    auditor = get_object_or_404(found.select_related("account__book__area"), pk=pk)
    auditor.account.asked_auditor = auditor
    return auditor.account


@requires("books.keep_book", find_auditor)
@require_POST
def remove_auditor(request: HttpRequest, found) -> HttpResponse:
    """Let somebody go who cannot check after all."""
    try:
        actions.remove_auditor(found.asked_auditor, by=request.user)
    except BookRefused as refused:
        messages.error(request, str(refused))
    return redirect(found.get_absolute_url() + "#kascommissie")


@requires("books.keep_book", find_account)
@require_POST
def meeting(request: HttpRequest, found: AnnualAccount) -> HttpResponse:
    """Note that the members approved."""
    form = MeetingForm(request.POST)
    if form.is_valid():
        try:
            actions.approve_account(found, by=request.user, **form.cleaned_data)
        except TransitionRefused as refused:
            form.add_error("meeting_on", str(refused))
        else:
            messages.success(request, _("De leden zijn akkoord. U kunt de jaarrekening nu verzenden."))
            return redirect(found)
    return _show(request, found, meeting=form)


def find_visible(request: HttpRequest, pk: int) -> AnnualAccount:
    """Return a year that this person may look into, or raise Http404."""
    return get_object_or_404(accounts_visible_to(request.user).select_related("document"), pk=pk)


@requires("books.see_account", find_visible)
def document(request: HttpRequest, found: AnnualAccount) -> HttpResponse:
    """Send the PDF of the account."""
    if found.document is None:
        raise Http404
    return send_file(found.document, is_public=False)
