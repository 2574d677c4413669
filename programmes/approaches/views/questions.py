"""The doors to compound questions: analysis, parties, and the roles that they agree on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.signals.models import Signal
from participation.signals.views.work import find_signal
from programmes.approaches import actions
from programmes.approaches.drawings import force_field
from programmes.approaches.forms import NewQuestionForm, PartyForm, QuestionForm
from programmes.approaches.models import Party, Question
from programmes.approaches.queries import visible_to
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 30
UNPROCESSABLE = 422


@requires("approaches.see_questions")
def index(request: HttpRequest) -> HttpResponse:
    """List the compound questions of where this person works."""
    page = Paginator(visible_to(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "may_add": request.user.has_perm("approaches.add_some")}
    return render(request, "approaches/questions.html", context)


@requires("approaches.add_some")
def new(request: HttpRequest) -> HttpResponse:
    """Write a compound question down."""
    form = NewQuestionForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.ask_question(by=request.user, **form.cleaned_data))
    context = {"form": form, "title": _("Vraagstuk noteren")}
    return render(request, "approaches/form.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@requires("approaches.edit_question", find_signal)
def of_signal(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Write down the compound question that a signal is, in one step."""
    return redirect(actions.ask_about_signal(signal, by=request.user))


def find_question(request: HttpRequest, pk: int) -> Question:
    """Return a compound question of where this person works, or raise Http404."""
    return get_object_or_404(visible_to(request.user).prefetch_related("parties"), pk=pk)


def find_party(request: HttpRequest, pk: int) -> Party:
    """Return a party in a question of where this person works, or raise Http404."""
    parties = Party.objects.filter(question__in=visible_to(request.user))
    return get_object_or_404(parties.select_related("question__area"), pk=pk)


@requires("approaches.see_question", find_question)
def question(request: HttpRequest, question: Question) -> HttpResponse:
    """Show the analysis, the field of forces and the roles."""
    return _show(request, question)


def _show(request: HttpRequest, question: Question, *, refusal: str = "", reason: str = "") -> HttpResponse:
    parties = list(question.parties.all())
    context = {
        "question": question,
        "area": question.area,
        "parties": parties,
        "chart": force_field(parties, palette_of(gemeente())) if parties else None,
        "steps": available(question, request.user),
        "may_edit": request.user.has_perm("approaches.edit_question", question) and not question.is_agreed,
        "refusal": refusal,
        "reason": reason,
    }
    return render(request, "approaches/question.html", context, status=UNPROCESSABLE if refusal else 200)


@requires("approaches.edit_question", find_question)
def edit(request: HttpRequest, question: Question) -> HttpResponse:
    """Write the analysis of a question."""
    return edit_record(
        request,
        question,
        form_class=QuestionForm,
        save=lambda form, version: actions.edit_question(
            question, form.cleaned_data, version=version, by=request.user
        ),
        template="approaches/edit.html",
        done=question.get_absolute_url(),
        context={"question": question, "title": _("Analyse")},
    )


@requires("approaches.edit_question", find_question)
def new_party(request: HttpRequest, question: Question) -> HttpResponse:
    """Add a party."""
    form = PartyForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_party(question, by=request.user, **form.cleaned_data)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(question)
    context = {"form": form, "title": _("Partij toevoegen"), "question": question}
    return render(request, "approaches/form.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("approaches.edit_question", find_party)
def edit_party(request: HttpRequest, party: Party) -> HttpResponse:
    """Change a party."""
    return edit_record(
        request,
        party,
        form_class=PartyForm,
        save=lambda form, version: actions.edit_party(
            party, form.cleaned_data, version=version, by=request.user
        ),
        template="approaches/edit.html",
        done=party.question.get_absolute_url(),
        context={"question": party.question, "party": party, "title": party.name},
        options={"question": party.question},
    )


@requires("approaches.edit_question", find_party)
@require_POST
def remove_party(request: HttpRequest, party: Party) -> HttpResponse:
    """Take a party out."""
    try:
        actions.remove_party(party, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    return redirect(party.question)


@requires("approaches.agree_roles", find_question)
@require_POST
def change_state(request: HttpRequest, question: Question) -> HttpResponse:
    """Agree on the roles, or look at them again."""
    reason = request.POST.get("reason", "")[:2000]
    step = "reopen_question" if question.is_agreed else "agree_roles"
    try:
        actions.change_question(question, step, by=request.user, reason=reason)
    except TransitionRefused as refused:
        return _show(request, question, refusal=str(refused), reason=reason)
    return redirect(question)
