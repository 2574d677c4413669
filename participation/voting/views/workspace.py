"""The doors for who holds rounds: plans, codes, the steps of a round, and its result before anyone else sees it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.initiatives.queries import inside
from participation.voting.actions import codes as code_actions
from participation.voting.actions import counting, rounds
from participation.voting.documents import codes_for_printer, print_letters
from participation.voting.drawings import outcome_of
from participation.voting.forms import (
    BatchForm,
    ElectionForm,
    NewRoundForm,
    PlanForm,
    RoundForm,
    SetAsideForm,
    WorkFilter,
)
from participation.voting.models import CodeBatch, VotePlan, VotingRound
from participation.voting.queries import drafts_for, for_workbench, plans_of, turnout_of, visible_to
from participation.voting.states import COUNTED, DRAFT, PLANNED, PUBLISHED, VotingRefused
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.tables.writing import XLSX
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import settle, take_step

PAGE_SIZE = 30
UNPROCESSABLE = 422


@requires("voting.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List the rounds of where this person works."""
    narrowed = WorkFilter(request.GET, for_workbench(request.user), request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    may_make = request.user.has_perm("voting.make_some")
    return render(request, "voting/workbench.html", {"page": page, "may_make": may_make, "filter": narrowed})


@requires("voting.make_some")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    initial = {"who": _("Iedereen van 12 jaar en ouder die hier woont.")}
    if area := Area.objects.filter(slug=request.GET.get("gebied", "")[:120]).first():
        initial["area"] = area.pk
    form = NewRoundForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        made = rounds.make_round(values.pop("area"), by=request.user, **values)
        messages.success(request, _("De stemronde is gemaakt. Voeg nu de plannen toe."))
        return redirect("voting:overview", made.public_id)
    return render(request, "voting/new.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@requires("voting.make_some")
def take_in(request: HttpRequest) -> HttpResponse:
    """Make a round of a file of Pabulib."""
    form = ElectionForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = rounds.take_in(values["area"], values["file"], rule=values["rule"], by=request.user)
        except VotingRefused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("De stemronde is ingelezen. U kunt hem nu tellen."))
            return redirect("voting:overview", made.public_id)
    return render(
        request, "voting/take_in.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


def find(request: HttpRequest, public_id: str, **_more) -> VotingRound:
    """Return a round of where this person works, or raise Http404."""
    return get_object_or_404(visible_to(request.user), public_id=public_id)


@never_cache
@requires("voting.see_round", find)
def overview(request: HttpRequest, found: VotingRound) -> HttpResponse:
    """Show a round with all that can be done with it now."""
    return show(request, found, {})


def show(request: HttpRequest, found: VotingRound, more: dict) -> HttpResponse:
    """Make the page of a round in the workspace; `more` is what a refused step adds."""
    is_counted = found.state in {COUNTED, PUBLISHED}
    context = {
        "round": found,
        "plans": plans_of(found),
        "steps": available(found, request.user),
        "job": Job.objects.filter(key=counting.job_key(found)).first(),
        "outcome": outcome_of(found) if is_counted else None,
        "turnout": None if is_counted or found.state in {DRAFT, PLANNED} else turnout_of(found),
        "may_run": request.user.has_perm("voting.run_round", found),
        "may_enter": found.takes_paper and request.user.has_perm("voting.enter_paper", found),
        "is_draft": found.state == DRAFT,
    }
    status = UNPROCESSABLE if more else 200
    return render(request, "voting/overview.html", context | more, status=status)


@requires("voting.run_round", find)
def edit(request: HttpRequest, found: VotingRound) -> HttpResponse:
    """Change a draft."""
    done = reverse("voting:overview", args=[found.public_id])
    if found.state != DRAFT:
        messages.error(request, _("Deze stemronde is al klaargezet. Zet hem eerst terug naar concept."))
        return redirect(done)
    return edit_record(
        request,
        found,
        form_class=RoundForm,
        save=lambda form, version: rounds.edit_round(
            found, form.cleaned_data, version=version, by=request.user
        ),
        template="voting/edit.html",
        done=done,
        context={"round": found},
    )


@require_POST
@requires("voting.see_round", find)
def step(request: HttpRequest, found: VotingRound) -> HttpResponse:
    """Take a step; to count is work for a worker, which takes the step when it is done."""

    def change(name: str, reason: str):
        if name == "count":
            counting.request_count(found, by=request.user)
            return found
        return rounds.change_state(found, name, reason=reason, by=request.user)

    counts = request.POST.get("step") == "count"
    return take_step(
        request,
        found,
        change=change,
        done=reverse("voting:overview", args=[found.public_id]),
        show=lambda more: show(request, found, more),
        said=_("De stemmen worden geteld. Hieronder ziet u hoe ver het is.") if counts else "",
    )


@requires("voting.run_round", find)
def add_plan(request: HttpRequest, found: VotingRound) -> HttpResponse:
    """Add a plan to a draft."""
    return _plan_form(request, found, None, said=_("Het plan staat erbij."))


def find_initiative(request: HttpRequest, public_id: str) -> Initiative:
    """Return an initiative of where this person works, or raise Http404."""
    initiatives = Initiative.objects.filter(inside(request.user)).select_related("area", "picture")
    return get_object_or_404(initiatives, public_id=public_id[:12])


@require_POST
@requires("voting.run_round", find_initiative)
def put_to_vote(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Put an initiative on the ballot of a draft, in one step."""
    drafts = drafts_for(initiative, request.user)
    found = get_object_or_404(drafts, public_id=request.POST.get("round", "")[:12])
    try:
        rounds.put_to_vote(initiative, found, by=request.user)
    except VotingRefused as refused:
        messages.error(request, str(refused))
        return redirect("initiatives:handle", initiative.public_id)
    messages.success(request, _("Het initiatief staat als plan in de stemronde. Kijk of alles klopt."))
    return redirect("voting:overview", found.public_id)


def find_plan(request: HttpRequest, pk: int) -> VotePlan:
    """Return a plan of where this person works, or raise Http404."""
    plans = VotePlan.objects.select_related("voting_round__area", "photo")
    return get_object_or_404(plans.filter(voting_round__in=visible_to(request.user).values("pk")), pk=pk)


@requires("voting.run_round", find_plan)
def edit_plan(request: HttpRequest, plan: VotePlan) -> HttpResponse:
    """Change a plan of a draft."""
    return _plan_form(request, plan.voting_round, plan, said=_("Het plan is opgeslagen."))


def _plan_form(request: HttpRequest, found: VotingRound, plan: VotePlan | None, *, said: str) -> HttpResponse:
    initial = {"photo": plan.photo, "photo_alt": plan.photo.alt if plan.photo else ""} if plan else {}
    # The form writes on its instance while it validates; the action gets the values.
    form = PlanForm(request.POST or None, request.FILES or None, instance=plan, initial=initial)
    return settle(
        request,
        form,
        act=lambda values: rounds.save_plan(found, values, plan=plan, by=request.user),
        said=said,
        template="voting/plan.html",
        context={"round": found, "plan": plan},
        done=reverse("voting:overview", args=[found.public_id]),
        refusals=(VotingRefused,),
    )


@require_POST
@requires("voting.run_round", find_plan)
def remove_plan(request: HttpRequest, plan: VotePlan) -> HttpResponse:
    """Take a plan out of a draft."""
    try:
        rounds.remove_plan(plan, by=request.user)
    except VotingRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Het plan is weg."))
    return redirect("voting:overview", plan.voting_round.public_id)


@requires("voting.run_round", find_plan)
def set_aside(request: HttpRequest, plan: VotePlan) -> HttpResponse:
    """Set a winner aside, with the reason and who decided."""
    found = plan.voting_round
    form = SetAsideForm(request.POST or None, initial={"decided_on": timezone.localdate()})
    return settle(
        request,
        form,
        act=lambda values: counting.set_aside(plan, by=request.user, **values),
        said=_("Het plan is terzijde gelegd. De stemmen worden opnieuw geteld, zonder dit plan."),
        template="voting/set_aside.html",
        context={"round": found, "plan": plan},
        done=reverse("voting:overview", args=[found.public_id]),
        refusals=(VotingRefused,),
    )


@never_cache
@requires("voting.run_round", find)
def codes(request: HttpRequest, found: VotingRound) -> HttpResponse:
    """Make codes: the file is given once, and the codes are kept nowhere."""
    form = BatchForm(request.POST or None, voting_round=found)
    if request.method == "POST" and form.is_valid():
        area, size = form.cleaned_data["area"], form.cleaned_data["size"]
        try:
            made = code_actions.make_codes(found, area=area, size=size, by=request.user)
        except VotingRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _code_file(found, area, made, form.cleaned_data["file"])
    context = {
        "round": found,
        "form": form,
        "batches": found.batches.select_related("area", "made_by"),
        "may_make": found.state in {DRAFT, PLANNED},
    }
    return render(request, "voting/codes.html", context, status=UNPROCESSABLE if form.errors else 200)


def _code_file(found: VotingRound, area: Area, made: list[str], kind: str) -> HttpResponse:
    if kind == "pdf":
        content, content_type = print_letters(found, made, gemeente()).content, "application/pdf"
    else:
        content, content_type = codes_for_printer(found, area, made), XLSX
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="stemcodes-{area.slug}-{len(made)}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response


def find_batch(request: HttpRequest, pk: int) -> CodeBatch:
    """Return a batch of codes of where this person works, or raise Http404."""
    batches = CodeBatch.objects.select_related("voting_round__area", "area")
    return get_object_or_404(batches.filter(voting_round__in=visible_to(request.user).values("pk")), pk=pk)


@require_POST
@requires("voting.run_round", find_batch)
def withdraw_codes(request: HttpRequest, batch: CodeBatch) -> HttpResponse:
    """Make the codes of a batch worthless."""
    try:
        code_actions.withdraw_codes(batch, by=request.user)
    except VotingRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Deze codes werken niet meer."))
    return redirect("voting:codes", batch.voting_round.public_id)
