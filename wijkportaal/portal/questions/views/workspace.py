"""The doors for who asks and who answers."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import settle
from wijkportaal.foundation.transitions.views import take_step as take_posted_step
from wijkportaal.portal.questions import actions
from wijkportaal.portal.questions.forms import (
    AnswerForm,
    ExtendForm,
    NewQuestionForm,
    QuestionForm,
    SearchForm,
    WorkbenchFilter,
)
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.queries.questions import for_list, for_workbench, inside, pointers_of
from wijkportaal.portal.questions.queries.records import find_record, search_records

PAGE_SIZE = 30
UNPROCESSABLE = 422


@requires("questions.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List the questions of the raad that this person asks or answers; what is due first on top."""
    narrowed = WorkbenchFilter(request.GET, for_workbench(request.user), request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "questions/workbench.html", {"page": page, "filter": narrowed})


@requires("questions.register_question")
def new(request: HttpRequest) -> HttpResponse:
    """Write a question down."""
    initial = {}
    if area := Area.objects.filter(slug=request.GET.get("gebied", "").replace("\x00", "")[:120]).first():
        initial["area"] = area.pk
    form = NewQuestionForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.register_question(by=request.user, **form.cleaned_data)
        messages.success(request, _("De vraag is genoteerd."))
        return redirect("questions:overview", made.public_id)
    context = {"form": form, "terms": settings.QUESTION_TERMS}
    return render(request, "questions/new.html", context, status=UNPROCESSABLE if form.errors else 200)


def find_question(request: HttpRequest, public_id: str) -> CouncilQuestion:
    """Return a question that this person works with, or raise Http404."""
    found = for_list(CouncilQuestion.objects.filter(inside(request.user)))
    return get_object_or_404(found, public_id=public_id[:12])


@requires("questions.see_question", find_question)
def overview(request: HttpRequest, question: CouncilQuestion) -> HttpResponse:
    """Show all about a question, and what this person can do with it."""
    return _overview(request, question, {})


def _overview(
    request: HttpRequest, question: CouncilQuestion, shown: dict, *, status: int = 200
) -> HttpResponse:
    search = SearchForm(request.GET)
    words = search.cleaned_data["zoek"] if search.is_valid() else ""
    steps = available(question, request.user)
    may_answer = question.is_open and request.user.has_perm("questions.handle_question", question)
    context = {
        "question": question,
        "pointers": pointers_of(question.sources.all()),
        "steps": [step for step in steps if step.transition.name != "extend"],
        "extend": ExtendForm() if may_answer else None,
        "may_answer": may_answer,
        "may_edit": question.is_open and request.user.has_perm("questions.edit_question", question),
        "search": search,
        "words": words,
        "found": search_records(words, area=question.area) if words and may_answer else [],
    }
    return render(request, "questions/overview.html", context | shown, status=status)


@requires("questions.edit_question", find_question)
def edit(request: HttpRequest, question: CouncilQuestion) -> HttpResponse:
    """Correct what was written down."""
    return _edit(request, question, QuestionForm, "questions/edit.html", answer=False)


@requires("questions.handle_question", find_question)
def answer(request: HttpRequest, question: CouncilQuestion) -> HttpResponse:
    """Write the answer; it is read by others once it is given."""
    return _edit(request, question, AnswerForm, "questions/answer.html", answer=True)


def _edit(request: HttpRequest, question, form_class, template: str, *, answer: bool) -> HttpResponse:
    return edit_record(
        request,
        question,
        form_class=form_class,
        save=lambda form, version: actions.edit_question(
            question, form.cleaned_data, version=version, by=request.user, answer=answer
        ),
        template=template,
        done=reverse("questions:overview", args=[question.public_id]),
        context={"question": question, "title": _("Antwoord") if answer else _("Bewerken")},
    )


@require_POST
@requires("questions.see_question", find_question)
def step(request: HttpRequest, question: CouncilQuestion) -> HttpResponse:
    """Take up, answer or withdraw a question."""
    return take_posted_step(
        request,
        question,
        change=lambda name, reason: actions.take_step(question, name, by=request.user, reason=reason),
        done=reverse("questions:overview", args=[question.public_id]),
        show=lambda shown: _overview(request, question, shown, status=UNPROCESSABLE),
    )


@requires("questions.handle_question", find_question)
def extend(request: HttpRequest, question: CouncilQuestion) -> HttpResponse:
    """Answer later, and say why."""
    return settle(
        request,
        ExtendForm(request.POST or None),
        act=lambda values: actions.extend_term(
            question, values["due_on"], by=request.user, reason=values["reason"]
        ),
        said=_("De nieuwe termijn is gemeld."),
        template="questions/extend.html",
        context={"question": question, "title": _("Later antwoorden")},
        done=reverse("questions:overview", args=[question.public_id]),
    )


@require_POST
@requires("questions.handle_question", find_question)
def sources(request: HttpRequest, question: CouncilQuestion) -> HttpResponse:
    """Let the answer rest on a record, or no longer."""
    back = reverse("questions:overview", args=[question.public_id]) + "#bronnen"
    if pk := request.POST.get("remove", ""):
        if pk.isdecimal() and len(pk) < 10:
            actions.remove_source(question, int(pk), by=request.user)
        return redirect(back)
    record = find_record(request.POST.get("kind", ""), request.POST.get("key", "")[:120])
    if record is None:
        messages.error(request, _("Dit stuk staat niet op de site. Zoek een ander."))
        return redirect(back)
    try:
        actions.add_source(question, record, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    return redirect(back)
