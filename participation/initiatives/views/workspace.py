"""The doors of the gemeente: what waits, one initiative with its checks and steps, and the queue of comments."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.initiatives.actions import handling, talking
from participation.initiatives.forms import (
    AgreementForm,
    AnswerForm,
    AskForm,
    CheckForm,
    ReasonForm,
    RungForm,
    WorkFilter,
)
from participation.initiatives.models import Check, Comment, Initiative
from participation.initiatives.moderated import COMMENT
from participation.initiatives.queries import (
    checks_waiting_for,
    handled_areas,
    in_my_areas,
    inside,
    organisations_to_ask,
    queue_for,
    waiting_for,
    with_details,
)
from participation.moderation.actions import remove_piece
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import settle, settle_part, take_step

PAGE_SIZE = 30
UNPROCESSABLE = 422


@requires("initiatives.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List the initiatives of where someone works, what waits first, and what their department was asked."""
    narrowed = WorkFilter(request.GET, in_my_areas(request.user), request=request)
    context = {
        "page": Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page")),
        "filter": narrowed,
        "checks": list(checks_waiting_for(request.user)[:PAGE_SIZE]),
        "waiting": waiting_for(request.user),
        "may_moderate": request.user.has_perm("initiatives.moderate"),
    }
    return render(request, "initiatives/workbench.html", context)


def find_inside(request: HttpRequest, public_id: str) -> Initiative:
    """Return an initiative of where this person works, or raise Http404."""
    return get_object_or_404(
        with_details(Initiative.objects.filter(inside(request.user))), public_id=public_id[:12]
    )


@requires("initiatives.handle", find_inside)
def handle(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Show all about an initiative with what can be done now; take a step."""
    if request.method == "POST":
        return take_step(
            request,
            initiative,
            change=lambda step, reason: handling.take_step(initiative, step, by=request.user, reason=reason),
            done=_address(initiative),
            show=lambda context: _handle(request, initiative, **context),
        )
    return _handle(request, initiative)


def _address(initiative: Initiative) -> str:
    return reverse("initiatives:handle", args=[initiative.public_id])


def _handle(request: HttpRequest, initiative: Initiative, **more) -> HttpResponse:
    context = {
        "initiative": initiative,
        "steps": available(initiative, request.user),
        "makers": list(initiative.makers.all()),
        "checks": list(initiative.checks.all()),
        "trail": list(initiative.steps.all()),
        "ask_form": AskForm(organisations=organisations_to_ask(initiative)),
        "rung_form": RungForm(initial={"rung": initiative.rung, "words": initiative.rung_words}),
        "agreement_form": AgreementForm(
            initial={"agreement": initiative.agreement, "agreed_until": initiative.agreed_until}
        ),
    } | more
    refused = any(getattr(each, "errors", None) for each in more.values()) or "refusal" in more
    return render(request, "initiatives/handle.html", context, status=UNPROCESSABLE if refused else 200)


@require_POST
@requires("initiatives.handle", find_inside)
def ask(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Ask a department whether it can be done, or take the question back."""
    if (pk := request.POST.get("withdraw", "")).isdecimal():
        found = get_object_or_404(Check.objects.filter(initiative=initiative), pk=int(pk[:12]))
        try:
            handling.withdraw_check(found, by=request.user)
        except TransitionRefused as refused:
            messages.error(request, str(refused))
        return redirect(_address(initiative))
    form = AskForm(request.POST, organisations=organisations_to_ask(initiative))
    return _save(
        request,
        initiative,
        "ask_form",
        form,
        said=_("De vraag is verstuurd."),
        act=lambda values: handling.ask_department(initiative, **values, by=request.user),
    )


@require_POST
@requires("initiatives.handle", find_inside)
def rung(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Say what the makers may decide."""
    return _save(
        request,
        initiative,
        "rung_form",
        RungForm(request.POST),
        said=_("Iedereen kan nu lezen wat de makers mogen beslissen."),
        act=lambda values: handling.state_rung(initiative, **values, by=request.user),
    )


@require_POST
@requires("initiatives.decide", find_inside)
def agree(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Write down under which agreement a task is taken over."""
    return _save(
        request,
        initiative,
        "agreement_form",
        AgreementForm(request.POST, initial={"agreed_until": initiative.agreed_until}),
        said=_("De afspraak is opgeslagen."),
        act=lambda values: handling.write_agreement(initiative, **values, by=request.user),
    )


def _save(request: HttpRequest, initiative: Initiative, name: str, form, *, said: str, act) -> HttpResponse:
    """Save one of the small forms of the page, or show the page again with what was typed."""
    return settle_part(
        request,
        form,
        act=act,
        said=said,
        done=_address(initiative),
        show=lambda wrong: _handle(request, initiative, **{name: wrong}),
    )


def find_check(request: HttpRequest, pk: int) -> Check:
    return get_object_or_404(Check.objects.select_related("initiative__area", "organisation"), pk=pk)


@requires("initiatives.answer_check", find_check)
def check(request: HttpRequest, check: Check) -> HttpResponse:
    """Say whether it can be done, with the reason."""
    return settle(
        request,
        CheckForm(request.POST or None, initial={"outcome": check.outcome, "reason": check.reason}),
        act=lambda values: handling.answer_check(check, **values, by=request.user),
        said=_("Uw antwoord is opgeslagen. Bewoners kunnen het lezen."),
        template="initiatives/check.html",
        context={"check": check, "initiative": check.initiative},
        done=reverse("initiatives:workbench"),
    )


@requires("initiatives.moderate")
def queue(request: HttpRequest) -> HttpResponse:
    """List the comments that wait or ask something, the oldest first."""
    return _queue(request)


def _queue(request: HttpRequest, typed: tuple[int, object] | None = None) -> HttpResponse:
    page = Paginator(queue_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    for each in page:
        each.reason_form = ReasonForm(auto_id=f"weg-{each.pk}-%s")
        each.answer_form = AnswerForm(auto_id=f"antwoord-{each.pk}-%s")
        if typed and typed[0] == each.pk:
            name = "reason_form" if isinstance(typed[1], ReasonForm) else "answer_form"
            setattr(each, name, typed[1])
    context = {"page": page, "faulty": typed[1] if typed else None}
    return render(request, "initiatives/queue.html", context, status=UNPROCESSABLE if typed else 200)


def find_comment(request: HttpRequest, pk: int) -> Comment:
    found = Comment.objects.filter(handled_areas(request.user)).select_related("initiative__area", "person")
    return get_object_or_404(found, pk=pk)


@require_POST
@requires("initiatives.moderate_comment", find_comment)
def moderate(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Show, tick off, remove or answer one comment of the queue."""
    wish, pk = request.POST.get("do"), comment.pk
    form = None
    if wish == "remove":
        form = ReasonForm(request.POST, auto_id=f"weg-{pk}-%s")
    elif wish == "answer":
        form = AnswerForm(request.POST, auto_id=f"antwoord-{pk}-%s")
    if form is not None and not form.is_valid():
        return _queue(request, (pk, form))
    try:
        match wish:
            case "show":
                talking.show_comment(comment, by=request.user)
            case "seen":
                talking.tick_off(comment, by=request.user)
            case "remove":
                remove_piece(COMMENT, str(pk), reason=form.cleaned_data["reason"], by=request.user)
            case "answer":
                talking.answer_question(comment, words=form.cleaned_data["words"], by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Afgehandeld."))
    return redirect("initiatives:queue")
