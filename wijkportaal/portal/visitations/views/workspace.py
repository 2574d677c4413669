"""The doors for who leads a visitatie and who follows its recommendations up."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available, progress_of
from wijkportaal.foundation.transitions.views import settle
from wijkportaal.foundation.transitions.views import take_step as take_posted_step
from wijkportaal.portal.questions.forms import SearchForm
from wijkportaal.portal.questions.queries.records import find_record, search_records
from wijkportaal.portal.visitations.actions import visitations as actions
from wijkportaal.portal.visitations.forms.visitations import (
    NewVisitationForm,
    RecommendationForm,
    ReportForm,
    ThemeForm,
    VisitForm,
)
from wijkportaal.portal.visitations.models import Recommendation, Statement, Visitation
from wijkportaal.portal.visitations.queries import (
    ThemeBlock,
    evaluation_of,
    for_workbench,
    inside,
    recommendations_of,
    with_report,
)
from wijkportaal.portal.visitations.states import THEMES

PAGE_SIZE = 30
UNPROCESSABLE = 422


@requires("visitations.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List the visitaties of where this person works, newest first."""
    page = Paginator(for_workbench(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "visitations/workbench.html", {"page": page})


@requires("visitations.begin_some")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a visitatie."""
    form = NewVisitationForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        made = actions.begin_visitation(
            form.cleaned_data["area"], year=form.cleaned_data["year"], by=request.user
        )
        if made.is_evaluating and not made.scores.exists():
            messages.success(request, _("De visitatie is begonnen. Vul nu de zelfevaluatie in."))
        else:
            messages.info(request, _("Deze visitatie was er al. U gaat verder waar zij gebleven is."))
        return redirect("visitations:overview", made.public_id)
    return render(
        request, "visitations/new.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


def find_visitation(request: HttpRequest, public_id: str, **_more) -> Visitation:
    """Return a visitatie of where this person works, or raise Http404."""
    found = with_report(Visitation.objects.filter(inside(request.user)))
    return get_object_or_404(found, public_id=public_id[:12])


@requires("visitations.see_visitation", find_visitation)
def overview(request: HttpRequest, visitation: Visitation) -> HttpResponse:
    """Show how far a visitatie is, and what this person can do."""
    return _overview(request, visitation, {})


def _overview(
    request: HttpRequest, visitation: Visitation, shown: dict, *, status: int = 200
) -> HttpResponse:
    context = {
        "visitation": visitation,
        "blocks": evaluation_of(visitation),
        "progress": progress_of(visitation),
        "steps": available(visitation, request.user),
        "may_lead": request.user.has_perm("visitations.lead_visitation", visitation),
    }
    return render(request, "visitations/overview.html", context | shown, status=status)


@require_POST
@requires("visitations.see_visitation", find_visitation)
def step(request: HttpRequest, visitation: Visitation) -> HttpResponse:
    """Take a step in the life of a visitatie."""
    return take_posted_step(
        request,
        visitation,
        change=lambda name, reason: actions.take_step(visitation, name, by=request.user, reason=reason),
        done=reverse("visitations:overview", args=[visitation.public_id]),
        show=lambda shown: _overview(request, visitation, shown, status=UNPROCESSABLE),
    )


def find_theme(request: HttpRequest, public_id: str, theme: str) -> Visitation:
    """Return a visitatie with `block`, one theme of its self-evaluation; Http404 for a theme that is none."""
    visitation = find_visitation(request, public_id)
    if theme not in THEMES:
        raise Http404
    visitation.block = next(iter(evaluation_of(visitation, theme=theme)), ThemeBlock(theme, []))
    return visitation


@requires("visitations.lead_visitation", find_theme)
def theme(request: HttpRequest, visitation: Visitation) -> HttpResponse:
    """Score the statements of a theme, and look for what shows it."""
    block: ThemeBlock = visitation.block
    form = ThemeForm(request.POST or None, block=block, is_fixed=not visitation.is_evaluating)
    search = SearchForm(request.GET)
    words = search.cleaned_data["zoek"] if search.is_valid() else ""
    keys = list(THEMES)
    following = keys[keys.index(block.key) + 1 :][:1]
    context = {
        "visitation": visitation,
        "theme": block,
        "search": search,
        "words": words,
        "found": search_records(words, area=visitation.area) if words else [],
    }
    return settle(
        request,
        form,
        act=lambda values: actions.score_theme(visitation, form.scores, by=request.user),
        said=_("De scores zijn bewaard."),
        template="visitations/theme.html",
        context=context,
        done=reverse("visitations:theme", args=[visitation.public_id, following[0]])
        if following and "next" in request.POST
        else reverse("visitations:overview", args=[visitation.public_id]),
        refusals=(EditRefused,),
    )


@require_POST
@requires("visitations.lead_visitation", find_theme)
def evidence(request: HttpRequest, visitation: Visitation) -> HttpResponse:
    """Let a score rest on a record, or no longer."""
    back = reverse("visitations:theme", args=[visitation.public_id, visitation.block.key])
    if pk := _number(request.POST.get("remove")):
        actions.remove_evidence(visitation, pk, by=request.user)
        return redirect(back)
    statement = Statement.objects.filter(
        pk=_number(request.POST.get("statement")), questionnaire=visitation.questionnaire_id
    ).first()
    record = find_record(request.POST.get("kind", ""), request.POST.get("key", "")[:120])
    if statement is None or record is None:
        messages.error(request, _("Dit stuk staat niet op de site. Zoek een ander."))
        return redirect(back)
    try:
        actions.add_evidence(visitation, statement, record, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    return redirect(f"{back}#stelling-{statement.pk}")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


@requires("visitations.lead_visitation", find_visitation)
def visit(request: HttpRequest, visitation: Visitation) -> HttpResponse:
    """Plan the visit: the day, its programme and who come."""

    def save(form: VisitForm, version: int) -> Visitation:
        values = {name: form.cleaned_data[name] for name in ("visit_on", "programme")}
        visitors = form.cleaned_data["who"]
        return actions.plan_visit(visitation, values, visitors, version=version, by=request.user)

    return _edit(request, visitation, VisitForm, save, _("Het bezoek"))


@requires("visitations.lead_visitation", find_visitation)
def write(request: HttpRequest, visitation: Visitation) -> HttpResponse:
    """Write what the visiteurs saw and what the gemeente says to it."""

    def save(form: ReportForm, version: int) -> Visitation:
        return actions.write_report(visitation, form.cleaned_data, version=version, by=request.user)

    return _edit(request, visitation, ReportForm, save, _("Het rapport"))


def _edit(
    request: HttpRequest,
    visitation: Visitation,
    form_class,
    save: Callable[[object, int], Visitation],
    title: str,
) -> HttpResponse:
    return edit_record(
        request,
        visitation,
        form_class=form_class,
        save=save,
        template="visitations/edit.html",
        done=reverse("visitations:overview", args=[visitation.public_id]),
        context={"visitation": visitation, "title": title},
    )


@requires("visitations.lead_visitation", find_visitation)
def recommend(request: HttpRequest, visitation: Visitation) -> HttpResponse:
    """Write down what the visiteurs recommend."""
    return settle(
        request,
        RecommendationForm(request.POST or None, area=visitation.area),
        act=lambda values: actions.add_recommendation(visitation, by=request.user, **values),
        said=_("De aanbeveling is bewaard."),
        template="visitations/recommend.html",
        context={"visitation": visitation, "title": _("Aanbeveling toevoegen")},
        done=reverse("visitations:overview", args=[visitation.public_id]),
        refusals=(EditRefused,),
    )


def find_recommendation(request: HttpRequest, public_id: str, number: int) -> Recommendation:
    """Return a recommendation of a visitatie that this person may open, or raise Http404."""
    visitation = find_visitation(request, public_id)
    if number >= 10**4:
        raise Http404
    return get_object_or_404(recommendations_of(visitation), number=number)


@requires("visitations.follow_up", find_recommendation)
def recommendation(request: HttpRequest, found: Recommendation) -> HttpResponse:
    """Say who does what before when, and follow a recommendation up."""
    return _recommendation(request, found, {})


def _recommendation(request: HttpRequest, found: Recommendation, shown: dict) -> HttpResponse:
    visitation = found.visitation
    may_lead = request.user.has_perm("visitations.lead_visitation", visitation)
    may_change = may_lead and (visitation.is_written or found.is_undone)
    form = (
        RecommendationForm(
            request.POST if request.method == "POST" and not shown else None,
            instance=found,
            area=visitation.area,
            is_public=not visitation.is_written,
        )
        if may_change
        else None
    )
    status = UNPROCESSABLE if shown else 200
    if form is not None and form.is_bound:
        if form.is_valid():
            fresh = Recommendation.objects.get(pk=found.pk)
            try:
                actions.edit_recommendation(fresh, form.cleaned_data, by=request.user)
            except (EditRefused, EditConflict) as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("De aanbeveling is bewaard."))
                return redirect("visitations:overview", visitation.public_id)
        status = UNPROCESSABLE
    context = {
        "visitation": visitation,
        "recommendation": found,
        "title": _("Aanbeveling %(number)d") % {"number": found.number},
        "form": form,
        "steps": available(found, request.user) if visitation.is_public else [],
        "may_open": may_lead or visitation.is_public,
    }
    return render(request, "visitations/recommendation.html", context | shown, status=status)


@require_POST
@requires("visitations.follow_up", find_recommendation)
def follow(request: HttpRequest, found: Recommendation) -> HttpResponse:
    """Take a step with a recommendation."""
    if not found.visitation.is_public:
        messages.error(request, _("Dat kan zodra het rapport openbaar is."))
        return redirect("visitations:overview", found.visitation.public_id)
    return take_posted_step(
        request,
        found,
        change=lambda name, reason: actions.follow_up(found, name, by=request.user, reason=reason),
        done=reverse("visitations:recommendation", args=[found.visitation.public_id, found.number]),
        show=lambda shown: _recommendation(request, found, shown),
    )
