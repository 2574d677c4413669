"""The doors of moderation: to report, to ask for a second judgement, and to judge."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from participation.moderation import actions
from participation.moderation.forms import AppealForm, CommentRuleForm, JudgeForm, ReportForm, cells_of
from participation.moderation.models import Case
from participation.moderation.queries import (
    case_to_appeal,
    in_my_areas,
    judged_lately,
    lines_of,
    piece_of,
    queue_for,
    reports_of,
)
from participation.moderation.queries import (
    comment_rule as rule_in_force,
)
from participation.moderation.registry import KINDS
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public, requires
from wijkportaal.foundation.pictures.actions import COLUMNS, ROWS
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 30
LATELY = 10
UNPROCESSABLE = 422


@public
@never_cache
@limited("10/h")
def report(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    """Say that something should not be on the site; no account is needed."""
    piece = piece_of(kind, ident)
    if piece is None or not piece.can_be_reported_by(request.user):
        raise Http404
    form = ReportForm(request.POST or None, is_picture=KINDS[kind].is_picture)
    if request.method == "POST" and form.is_valid():
        actions.report(kind, ident, **form.cleaned_data, by=request.user)
        messages.success(request, _("Bedankt. Wij kijken ernaar, meestal binnen twee werkdagen."))
        return redirect(piece.url)
    reads_text = request.user.is_authenticated or not KINDS[kind].text_is_for_members
    context = {"form": form, "piece": piece, "kind": KINDS[kind], "reads_text": reads_text}
    return render(request, "moderation/report.html", context, status=UNPROCESSABLE if form.errors else 200)


@public
@never_cache
@limited("20/h")
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a second judgement by the link in the letter."""
    case = case_to_appeal(token)
    if case is None:
        return render(request, "moderation/appeal.html", {"case": None}, status=410)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.appeal(case, form.cleaned_data["words"])
            return redirect(request.path)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
    context = {"case": case, "piece": piece_of(case.kind, case.ident), "form": form}
    return render(request, "moderation/appeal.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("moderation.see_queue")
def queue(request: HttpRequest) -> HttpResponse:
    """Show what was reported where somebody works; judge several in one go."""
    form = JudgeForm(request.POST or None)
    chosen = {int(each) for each in request.POST.getlist("case") if each.isdecimal() and len(each) < 12}
    step = request.POST.get("step", "")
    if request.method == "POST" and form.is_valid():
        if not chosen:
            form.add_error(None, _("Kies eerst een of meer bijdragen."))
        elif step in {"keep", "remove"}:
            try:
                cases = queue_for(request.user).filter(pk__in=chosen)
                number = actions.judge_all(cases, step, by=request.user, reason=form.cleaned_data["reason"])
            except TransitionRefused as refused:
                form.add_error("reason", str(refused))
            else:
                said = ngettext("%(number)d bijdrage beoordeeld.", "%(number)d bijdragen beoordeeld.", number)
                messages.success(request, said % {"number": number})
                return redirect("moderation:queue")
    page = Paginator(queue_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines_of(page),
        "lately": lines_of(judged_lately(request.user)[:LATELY]),
        "form": form,
        "chosen": chosen,
    }
    return render(request, "moderation/queue.html", context, status=UNPROCESSABLE if form.errors else 200)


def find_case(request: HttpRequest, pk: int) -> Case:
    return get_object_or_404(in_my_areas(request.user), pk=pk)


@requires("moderation.see_queue", find_case)
def case(request: HttpRequest, found: Case) -> HttpResponse:
    """Show one case with all that was said, and judge it; a photo can be made unrecognisable."""
    form = JudgeForm(request.POST or None)
    steps = [each.transition for each in available(found, request.user)]
    step = request.POST.get("step", "")
    if request.method == "POST" and form.is_valid() and step in {each.name for each in steps}:
        cells = cells_of(request.POST.getlist("cell"))
        if step == "blur" and not cells:
            form.add_error(None, _("Kies op de foto de vakken die onherkenbaar moeten worden."))
        else:
            try:
                actions.judge(found, step, by=request.user, reason=form.cleaned_data["reason"], cells=cells)
            except TransitionRefused as refused:
                form.add_error("reason", str(refused))
            except PermissionDenied:
                form.add_error(None, _("Hier mag een ander over oordelen."))
            else:
                messages.success(request, _("Uw oordeel is bewaard."))
                return redirect("moderation:queue")
    piece = piece_of(found.kind, found.ident)
    context = {
        "case": found,
        "piece": piece,
        "reports": list(reports_of(found)),
        "steps": [each for each in steps if each.name != "blur" or (piece and piece.picture)],
        "form": form,
        "squares": [
            (row * COLUMNS + column, row + 1, column + 1) for row in range(ROWS) for column in range(COLUMNS)
        ],
        "is_final": found.what is not None and found.what.show is None,
        "is_own_judgement": found.is_appealed and found.judged_by_id == request.user.pk,
    }
    return render(request, "moderation/case.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("moderation.set_rule")
def comment_rule(request: HttpRequest) -> HttpResponse:
    """Say how long comments may be, how many links they may have, and which words are read first."""
    rule = rule_in_force()
    form = CommentRuleForm(request.POST or None, instance=rule)
    if request.method == "POST" and form.is_valid():
        actions.set_comment_rule(by=request.user, **form.cleaned_data)
        messages.success(request, _("De regel is opgeslagen. Hij geldt voor reacties die vanaf nu komen."))
        return redirect("moderation:comment_rule")
    context = {"form": form, "rule": rule}
    return render(
        request, "moderation/comment_rule.html", context, status=UNPROCESSABLE if form.errors else 200
    )
