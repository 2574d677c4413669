"""The doors for who holds surveys: questions, codes, paper, steps, and the outcome before anyone else sees it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from participation.surveys import actions
from participation.surveys.documents import codes_for_printer, print_forms
from participation.surveys.drawings import chart_of_outcome
from participation.surveys.forms import (
    AnswerForm,
    BatchForm,
    NewSurveyForm,
    QuestionForm,
    RepeatForm,
    SurveyForm,
    WorkFilter,
)
from participation.surveys.models import Survey, SurveyQuestion
from participation.surveys.queries import (
    for_workbench,
    outcome_of,
    questions_of,
    remarks_of,
    visible_to,
)
from participation.surveys.states import CLOSED, MOST_QUESTIONS, PAPER, PUBLISHED, SurveyRefused
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.tables.writing import XLSX
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import settle, take_step

PAGE_SIZE = 30
UNPROCESSABLE = 422
LAST = "surveys.last"


@requires("surveys.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List the surveys of where this person works."""
    narrowed = WorkFilter(request.GET, for_workbench(request.user), request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    may_make = request.user.has_perm("surveys.make_some")
    return render(request, "surveys/workbench.html", {"page": page, "may_make": may_make, "filter": narrowed})


@requires("surveys.make_some")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a survey."""
    initial = {}
    if area := Area.objects.filter(slug=request.GET.get("gebied", "")[:120]).first():
        initial["area"] = area.pk
    form = NewSurveyForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        made = actions.make_survey(values.pop("area"), by=request.user, **values)
        messages.success(request, _("De peiling is gemaakt. De vier vaste vragen staan er al in."))
        return redirect("surveys:overview", made.public_id)
    return render(request, "surveys/new.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


def find(request: HttpRequest, public_id: str) -> Survey:
    """Return a survey of where this person works, or raise Http404."""
    return get_object_or_404(visible_to(request.user), public_id=public_id)


@never_cache
@requires("surveys.see_survey", find)
def overview(request: HttpRequest, found: Survey) -> HttpResponse:
    """Show a survey with all that can be done with it now."""
    return show(request, found, {})


def show(request: HttpRequest, found: Survey, more: dict) -> HttpResponse:
    """Make the page of a survey in the workspace; `more` is what a refused step adds."""
    may_run = request.user.has_perm("surveys.run_survey", found)
    # Not while it is open: who sees each answer come in knows whose it is.
    is_counted = found.state in {CLOSED, PUBLISHED}
    outcome = outcome_of(found) if is_counted else None
    own = questions_of(found)
    context = {
        "survey": found,
        "questions": own,
        "may_add": may_run and found.is_draft and len(own) < MOST_QUESTIONS,
        "steps": available(found, request.user),
        "outcome": outcome,
        "chart": chart_of_outcome(outcome) if outcome and outcome.people else None,
        "remarks": remarks_of(found) if is_counted else [],
        "answer_count": found.answers.count(),
        "code_count": found.codes.count() if found.is_by_code else 0,
        "may_run": may_run,
        "may_enter": request.user.has_perm("surveys.enter_paper", found) and found.takes_paper,
        "repeat_form": RepeatForm(survey=found, person=request.user)
        if may_run and not found.is_draft
        else None,
        "code_form": BatchForm() if _may_make_codes(found) and may_run else None,
    }
    return render(request, "surveys/overview.html", context | more, status=UNPROCESSABLE if more else 200)


def _may_make_codes(found: Survey) -> bool:
    return found.is_by_code and (found.is_draft or found.takes_answers)


@requires("surveys.run_survey", find)
def edit(request: HttpRequest, found: Survey) -> HttpResponse:
    """Change a draft."""
    done = reverse("surveys:overview", args=[found.public_id])
    if not found.is_draft:
        messages.error(request, _("Deze peiling is al open geweest. De vragen veranderen niet meer."))
        return redirect(done)
    return edit_record(
        request,
        found,
        form_class=SurveyForm,
        save=lambda form, version: actions.edit_survey(
            found, form.cleaned_data, version=version, by=request.user
        ),
        template="surveys/edit.html",
        done=done,
        context={"survey": found},
    )


@require_POST
@requires("surveys.see_survey", find)
def step(request: HttpRequest, found: Survey) -> HttpResponse:
    """Take a step in the life of a survey."""
    return take_step(
        request,
        found,
        change=lambda name, reason: actions.change_state(found, name, reason=reason, by=request.user),
        done=reverse("surveys:overview", args=[found.public_id]),
        show=lambda more: show(request, found, more),
    )


@require_POST
@requires("surveys.run_survey", find)
def repeat(request: HttpRequest, found: Survey) -> HttpResponse:
    """Ask the same again, in another year or in other areas."""
    form = RepeatForm(request.POST, survey=found, person=request.user)
    if not form.is_valid():
        return show(request, found, {"repeat_form": form})
    values = form.cleaned_data
    made = actions.repeat_survey(found, values.pop("areas"), by=request.user, **values)
    messages.success(request, _("De peiling staat klaar als concept. Kijk na of alles klopt."))
    return (
        redirect("surveys:overview", made[0].public_id) if len(made) == 1 else redirect("surveys:workbench")
    )


@requires("surveys.run_survey", find)
def add_question(request: HttpRequest, found: Survey) -> HttpResponse:
    """Add a question of the survey's own."""
    return _question_form(request, found, None, said=_("De vraag staat erbij."))


def find_question(request: HttpRequest, pk: int) -> SurveyQuestion:
    """Return a question of a survey of where this person works, or raise Http404."""
    questions = SurveyQuestion.objects.select_related("survey__area")
    return get_object_or_404(questions.filter(survey__in=visible_to(request.user).values("pk")), pk=pk)


@requires("surveys.run_survey", find_question)
def edit_question(request: HttpRequest, question: SurveyQuestion) -> HttpResponse:
    """Change a question of a draft, or take it out."""
    if request.method == "POST" and "remove" in request.POST:
        try:
            actions.remove_question(question, by=request.user)
        except SurveyRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("De vraag is weg."))
        return redirect("surveys:overview", question.survey.public_id)
    return _question_form(request, question.survey, question, said=_("De vraag is opgeslagen."))


def _question_form(
    request: HttpRequest, found: Survey, question: SurveyQuestion | None, *, said: str
) -> HttpResponse:
    form = QuestionForm(request.POST or None, instance=question)
    return settle(
        request,
        form,
        act=lambda values: actions.save_question(found, values, question=question, by=request.user),
        said=said,
        template="surveys/question.html",
        context={"survey": found, "question": question},
        done=reverse("surveys:overview", args=[found.public_id]),
        refusals=(SurveyRefused,),
    )


@never_cache
@require_POST
@requires("surveys.run_survey", find)
def codes(request: HttpRequest, found: Survey) -> HttpResponse:
    """Make codes, given once as a file and kept nowhere; or withdraw all that were made."""
    if "withdraw" in request.POST:
        return _withdraw(request, found)
    form = BatchForm(request.POST)
    if form.is_valid():
        try:
            made = actions.make_codes(found, size=form.cleaned_data["size"], by=request.user)
        except SurveyRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _code_file(found, made, form.cleaned_data["file"])
    return show(request, found, {"code_form": form})


def _withdraw(request: HttpRequest, found: Survey) -> HttpResponse:
    try:
        actions.withdraw_codes(found, by=request.user)
    except SurveyRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De codes werken niet meer."))
    return redirect("surveys:overview", found.public_id)


def _code_file(found: Survey, made: list[str], kind: str) -> HttpResponse:
    if kind == "pdf":
        content, content_type = print_forms(found, made, gemeente()).content, "application/pdf"
    else:
        content, content_type = codes_for_printer(found, made), XLSX
    return _attached(content, content_type, f"peilingcodes-{found.area.slug}-{len(made)}.{kind}")


def _attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@requires("surveys.see_survey", find)
def form_on_paper(request: HttpRequest, found: Survey) -> HttpResponse:
    """Give the survey as a form to print, without a code."""
    name = f"peiling-{found.area.slug}-{found.year}.pdf"
    return _attached(print_forms(found, [], gemeente()).content, "application/pdf", name)


@never_cache
@requires("surveys.enter_paper", find)
def paper(request: HttpRequest, found: Survey) -> HttpResponse:
    """Enter forms that came in on paper, one after another; the last one can be taken back."""
    if not found.takes_paper:
        messages.error(request, _("Papieren antwoorden voert u in tussen het openen en het bekendmaken."))
        return redirect("surveys:overview", found.public_id)
    if request.method == "POST" and "undo" in request.POST:
        return _take_back(request, found)
    form = AnswerForm(request.POST or None, survey=found, on_paper=True)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data.get("code", "")
        try:
            key = actions.keep_answers(found, form.values, remarks=form.remarks, code=code, channel=PAPER)
        except SurveyRefused as refused:
            form.add_error("code" if code else None, str(refused))
        else:
            # Only this browser knows which it was, until the next one.
            request.session[LAST] = {"survey": found.pk, "key": key}
            return redirect("surveys:paper", found.public_id)
    last = request.session.get(LAST, {})
    context = {
        "survey": found,
        "form": form,
        "number": found.answers.filter(channel=PAPER).count(),
        "may_undo": last.get("survey") == found.pk,
    }
    return render(request, "surveys/paper.html", context, status=UNPROCESSABLE if form.errors else 200)


def _take_back(request: HttpRequest, found: Survey) -> HttpResponse:
    last = request.session.pop(LAST, {})
    if last.get("survey") == found.pk and actions.take_back(found, last["key"], by=request.user):
        messages.success(request, _("Het laatste formulier is weer weg. Voer het opnieuw in."))
    else:
        messages.error(request, _("Er is niets om terug te nemen."))
    return redirect("surveys:paper", found.public_id)
