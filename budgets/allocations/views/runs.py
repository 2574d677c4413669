"""Runs in the workspace: begin one, look at every area, lay it before another, decide, follow how far it is."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets.allocations.actions import deciding, preparing
from budgets.allocations.drawing import change_chart
from budgets.allocations.forms import (
    AdoptForm,
    CorrectAreaForm,
    CorrectionForm,
    NewRunForm,
    OverrideForm,
    PurposesForm,
)
from budgets.allocations.models import Allocation, Run
from budgets.allocations.queries import (
    accounts_to_settle,
    all_runs,
    allocations_of,
    job_of,
    remainders_of,
    rows_to_do,
    totals_of,
    versions_to_grant,
    visible_to,
    warnings_of,
    with_all,
    with_totals,
)
from budgets.allocations.states import ADOPTED
from budgets.ledger.queries import active_purposes
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.tables.writing import write_csv
from wijkportaal.foundation.transitions.queries import available, progress_of
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import take_step

PAGE_SIZE = 100
WARNINGS_SHOWN = 25
UNPROCESSABLE = 422
HEADER = ("gebied", "jaar", "inwoners", "bedrag", "vorig jaar", "al toegekend", "bestuur", "uitleg")


@requires("allocations.see_runs")
def index(request: HttpRequest) -> HttpResponse:
    """List the runs of all years, and the accounts of boards that wait."""
    context = {
        "runs": with_totals(all_runs()),
        "waiting": accounts_to_settle(request.user),
        "may_prepare": request.user.has_perm("allocations.prepare_run"),
    }
    return render(request, "allocations/index.html", context)


@requires("allocations.prepare_run")
def new(request: HttpRequest) -> HttpResponse:
    """Begin the run of a year."""
    form = NewRunForm(request.POST or None, versions=versions_to_grant())
    if request.method == "POST" and form.is_valid():
        version, year = form.chosen
        try:
            made = preparing.make_run(version, year, by=request.user)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("De bedragen zijn berekend. Kijk ze na en verdeel ze over bestemmingen.")
            )
            return redirect(made)
    return render(
        request, "allocations/new.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


def find_run(request: HttpRequest, pk: int, **_rest) -> Run:
    return get_object_or_404(all_runs(), pk=pk)


@requires("allocations.see_runs", find_run)
def run(request: HttpRequest, found: Run) -> HttpResponse:
    """Show a run: what every area gets and how that differs, what is remarkable, and the next step."""
    return _show(request, found, {})


def _show(request: HttpRequest, found: Run, extra: dict) -> HttpResponse:
    job = job_of(found)
    steps = available(found, request.user)
    context = {
        "run": found,
        "progress": progress_of(found),
        "purposes": found.first.purposes.select_related("purpose"),
        "steps": [step for step in steps if step.transition.name != "adopt"],
        "may_adopt": any(step.transition.name == "adopt" for step in steps),
        "adopt_form": AdoptForm(),
        "may_prepare": request.user.has_perm("allocations.prepare_run"),
        "followed_by": found.followed_by.all() if found.is_first else (),
        "job": job,
        "is_stuck": found.state == ADOPTED and job is not None and job.is_failed,
        "to_do": rows_to_do(found).count() if found.is_failed else 0,
    }
    if found.is_year_end:
        context["page"] = Paginator(remainders_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    else:
        rows = allocations_of(found)
        warned = warnings_of(found, rows)
        context |= {
            "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
            "totals": totals_of(rows),
            "warned": warned[:WARNINGS_SHOWN],
            "more_warned": max(0, len(warned) - WARNINGS_SHOWN),
            "chart": change_chart(found, rows),
        }
    status = UNPROCESSABLE if extra.get("refusal") or extra.get("adopt_form") else 200
    return render(request, "allocations/run.html", context | extra, status=status)


@require_POST
@requires("allocations.see_runs", find_run)
def step(request: HttpRequest, found: Run) -> HttpResponse:
    """Take a step that asks for no decision: lay it before another, send it back, withdraw, go on."""
    return take_step(
        request,
        found,
        change=lambda name, reason: deciding.take(found, name, by=request.user, reason=reason),
        done=found.get_absolute_url(),
        show=lambda context: _show(request, found, context),
    )


@require_POST
@requires("allocations.adopt_run", find_run)
def adopt(request: HttpRequest, found: Run) -> HttpResponse:
    """Decide on a run; never by who prepared it."""
    form = AdoptForm(request.POST)
    if not form.is_valid():
        return _show(request, found, {"adopt_form": form})
    try:
        deciding.adopt(found, decision=form.cleaned_data["decision"], by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Vastgesteld. Het portaal maakt nu de besluiten en boekt het geld."))
    return redirect(found)


@require_POST
@requires("allocations.prepare_run", find_run)
def compute(request: HttpRequest, found: Run) -> HttpResponse:
    """Work a concept out again, with the figures of now."""
    return _do(
        request, found, lambda: preparing.compute(found, by=request.user), _("Alles is opnieuw berekend.")
    )


@require_POST
@requires("allocations.prepare_run", find_run)
def again(request: HttpRequest, found: Run) -> HttpResponse:
    """Ask again for carrying out, after the work broke down."""
    if found.state == ADOPTED:
        deciding.request_carrying_out(found, by=request.user)
    return redirect(found)


@require_POST
@requires("allocations.prepare_run", find_run)
def end_year(request: HttpRequest, found: Run) -> HttpResponse:
    """Begin the end of the year of a run."""
    return _do(
        request,
        found,
        lambda: preparing.make_year_end(found, by=request.user),
        _("Berekend wat er over is, en waar dat volgens de afspraken naartoe gaat."),
    )


def _do(request: HttpRequest, found: Run, act: Callable[[], Run], done: str) -> HttpResponse:
    try:
        after = act()
    except TransitionRefused as refused:
        messages.error(request, str(refused))
        return redirect(found)
    messages.success(request, done)
    return redirect(after)


@requires("allocations.prepare_run", find_run)
def purposes(request: HttpRequest, found: Run) -> HttpResponse:
    """Divide the money over purposes, and say who holds it and what may be kept."""
    now = {each.purpose_id: each for each in found.first.purposes.all()}
    form = PurposesForm(request.POST or None, purposes=list(active_purposes()), now=now)
    return _edit(
        request,
        found,
        form,
        title=_("Bestemmingen"),
        lead=_(
            "Verdeel het geld van elk gebied. Samen is het 100 %. Een bestemming zonder deel krijgt geen geld. Dit geldt "
            "voor alle gebieden van deze ronde."
        ),
        done=_("De bestemmingen zijn opgeslagen."),
        act=lambda: preparing.save_purposes(found, form.rows, by=request.user),
    )


def find_run_and_area(request: HttpRequest, pk: int, area: int):
    """Return the row of an area in a run; by the area, because working it out again makes new rows."""
    found = get_object_or_404(all_runs(), pk=pk)
    if not request.user.has_perm("allocations.prepare_run", found):
        raise PermissionDenied  # who works for this area alone does not prepare the run of all
    row = get_object_or_404(found.allocations.select_related("area"), area=area)
    row.run = found
    return row


@requires("allocations.prepare_run", find_run_and_area)
def override(request: HttpRequest, row) -> HttpResponse:
    """Give one area another amount than the rule."""
    initial = {"amount": row.amount, "reason": row.override_reason} if row.is_overridden else {}
    form = OverrideForm(request.POST or None, initial=initial)

    def act() -> None:
        values = form.cleaned_data
        preparing.override(row, values["amount"], reason=values["reason"], by=request.user)

    return _edit(
        request,
        row.run,
        form,
        title=_("Afwijken voor %(name)s") % {"name": row.name},
        lead=row.sentence,
        done=_("Het bedrag van %(name)s is aangepast.") % {"name": row.name},
        act=act,
    )


@requires("allocations.prepare_run", find_run)
def correct(request: HttpRequest, found: Run) -> HttpResponse:
    """Begin a correction with its reason."""
    form = CorrectionForm(request.POST or None)

    def act() -> Run:
        return preparing.make_correction(found, reason=form.cleaned_data["reason"], by=request.user)

    return _edit(
        request,
        found,
        form,
        title=_("Correctie"),
        lead=_(
            "Het portaal rekent alle gebieden opnieuw door met de cijfers van nu, en toont alleen de verschillen."
        ),
        done=_("De verschillen zijn berekend."),
        act=act,
    )


def find_granted(request: HttpRequest, pk: int) -> Allocation:
    """Return what an area was granted, or raise Http404; of who prepares runs alone."""
    row = get_object_or_404(with_all(visible_to(request.user)), pk=pk, done_at__isnull=False)
    if not request.user.has_perm("allocations.prepare_run", row.run):
        raise PermissionDenied  # as for `override`
    return row


@requires("allocations.prepare_run", find_granted)
def correct_area(request: HttpRequest, row: Allocation) -> HttpResponse:
    """Begin a correction in which one area gets another amount."""
    form = CorrectAreaForm(request.POST or None)
    return _edit(
        request,
        row.run.first,
        form,
        title=_("Bedrag van %(name)s corrigeren") % {"name": row.name},
        lead=_("%(name)s kreeg %(amount)s. Het portaal maakt een correctie; een ander stelt die vast. Pas daarna gaat er "
               "een nieuw besluit uit.") % {"name": row.name, "amount": euros(row.amount)},
        done=_("De correctie staat klaar. Kijk haar na en leg haar voor."),
        act=lambda: preparing.correct_area(
            row, form.cleaned_data["amount"], reason=form.cleaned_data["reason"], by=request.user
        ),
    )  # fmt: skip


def _edit(
    request: HttpRequest, found: Run, form, *, title: str, lead: str, done: str, act: Callable
) -> HttpResponse:
    """Show one form about a run, and do what it asks."""
    if request.method == "POST" and form.is_valid():
        try:
            after = act()
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect(after or found)
    context = {"form": form, "run": found, "title": title, "lead": lead}
    return render(request, "allocations/edit.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("allocations.see_runs", find_run)
def export(request: HttpRequest, found: Run) -> HttpResponse:
    """Give the rows of a run as csv, with the explanation."""
    rows = (
        (
            row.name,
            found.year,
            row.inhabitants,
            row.amount,
            row.last_year,
            row.before,
            row.holder.name if row.holder else "",
            "; ".join(text for text, _amount, _source in row.lines),
        )
        for row in allocations_of(found)
    )
    answer = HttpResponse(write_csv(HEADER, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="toekenning-{found.year}-{found.pk}.csv"'
    return answer
