"""The doors for who enters ballots on paper: each ballot twice, by two people, and what differs side by side."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from participation.voting.actions.paper import enter_paper
from participation.voting.calculations.ballots import read_choices, to_choices, to_points
from participation.voting.forms import PaperForm
from participation.voting.models import PaperBallot, PaperEntry, VotePlan, VotingRound
from participation.voting.queries import next_paper, papers_of, plans_of
from participation.voting.states import BY_CODE, DIFFERENT, VotingRefused
from participation.voting.views.ballot import cards_of, written_choices
from participation.voting.views.workspace import find
from wijkportaal.foundation.people.access import requires

UNPROCESSABLE = 422
HIGHEST = 1_000_000


@never_cache
@requires("voting.enter_paper", find)
def papers(request: HttpRequest, found: VotingRound) -> HttpResponse:
    """List the paper ballots: those that differ first, then those that wait for a second entry."""
    context = {
        "round": found,
        "lines": papers_of(found, request.user),
        "next": next_paper(found),
        "takes_paper": found.takes_paper,
    }
    return render(request, "voting/papers.html", context)


def find_paper(request: HttpRequest, public_id: str, number: int) -> PaperBallot:
    """Return a paper ballot of a round, or the one that would get this number; raise Http404 for what is elsewhere."""
    if not 1 <= number <= HIGHEST:
        raise Http404
    voting_round = find(request, public_id)
    known = PaperBallot.objects.filter(voting_round=voting_round, number=number).first()
    found = known or PaperBallot(voting_round=voting_round, number=number)
    found.voting_round = voting_round
    return found


@never_cache
@requires("voting.enter_paper", find_paper)
def paper(request: HttpRequest, present: PaperBallot) -> HttpResponse:
    """Enter one paper ballot. What the other one read is shown once both have entered it, and only if it differs."""
    found = present.voting_round
    plans = plans_of(found)
    terms = found.terms_for(plans)
    entries = list(present.entries.select_related("by")) if present.pk else []
    mine = next((entry for entry in entries if entry.by_id == request.user.pk), None)
    form = PaperForm(
        request.POST or None,
        has_codes=found.check_by == BY_CODE,
        initial={"is_invalid": bool(mine and mine.is_invalid)},
    )
    values = {n: str(v) for n, v in to_choices(terms, dict(map(tuple, mine.choices))).items()} if mine else {}
    faults: list[str] = []
    if request.method == "POST":
        values = written_choices(request, plans)
        chosen, faults = read_choices(terms, values)
        if form.is_valid():
            is_invalid = form.cleaned_data["is_invalid"]
            if is_invalid and chosen:
                faults = [_("U koos ongeldig en vulde ook keuzes in. Haal één van de twee weg.")]
            elif is_invalid or not faults:
                try:
                    settled = enter_paper(
                        found,
                        present.number,
                        points=None if is_invalid else to_points(terms, chosen),
                        code=form.cleaned_data.get("code", ""),
                        by=request.user,
                    )
                except VotingRefused as refused:
                    faults = [str(refused)]
                else:
                    return _entered(request, found, settled)
    is_different = present.state == DIFFERENT
    context = {
        "round": found,
        "paper": present,
        "form": form,
        "faults": faults,
        "cards": cards_of(plans, terms, values),
        "terms": terms,
        "differences": differences_of(entries, plans) if is_different and mine else [],
        "entries": entries if is_different and mine else [],
        "mine": mine,
        "is_third": is_different and not mine,
    }
    status = UNPROCESSABLE if faults or form.errors else 200
    return render(request, "voting/paper.html", context, status=status)


def _entered(request: HttpRequest, found: VotingRound, settled: PaperBallot) -> HttpResponse:
    if settled.state == DIFFERENT:  # its page says so, with what differs
        return redirect("voting:paper", found.public_id, settled.number)
    said = {
        "agreed": _("Stembiljet %(number)d is klaar: twee keer gelijk."),
        "waiting": _("Stembiljet %(number)d is ingevoerd. Een collega voert het nog een keer in."),
        "double": _("Stembiljet %(number)d telt niet mee: met deze code is al gestemd."),
    }
    messages.success(request, said[settled.state] % {"number": settled.number})
    return redirect("voting:papers", found.public_id)


def differences_of(entries: list[PaperEntry], plans: list[VotePlan]) -> list[tuple[str, list[str]]]:
    """Return what two entries say differently: of which plan, and what each of them read."""
    found = []
    read = [dict(map(tuple, entry.choices)) for entry in entries]
    for plan in plans:
        values = [choices.get(plan.number, 0) for choices in read]
        if len(set(values)) > 1:
            found.append((plan.title, [str(value) if value else _("niets") for value in values]))
    if len({entry.is_invalid for entry in entries}) > 1:
        found.append((_("Geldig"), [_("ongeldig") if entry.is_invalid else _("geldig") for entry in entries]))
    if len({entry.key for entry in entries}) > 1:
        found.append((_("De code"), [_("verschilt") for _entry in entries]))
    return found
