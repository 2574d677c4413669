"""The doors of who votes. All of it works without a script and by keyboard; the server adds up when it is asked to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from participation.voting.actions.ballots import cast_vote
from participation.voting.calculations.ballots import Terms, read_choices, to_choices, to_points
from participation.voting.models import VotePlan, VotingRound
from participation.voting.queries import ballot_of, code_known, plans_of, voted_on_paper
from participation.voting.states import RANKING, STICKERS, VotingRefused
from participation.voting.views.public import find, find_paper
from participation.voting.views.visits import code_of_visit, end_visit
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public

UNPROCESSABLE = 422


@dataclass(frozen=True)
class Card:
    """A plan on the ballot with what is chosen: `value` is empty, or the number that stands beside it."""

    plan: VotePlan
    value: str
    options: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return f"plan-{self.plan.number}"


def cards_of(plans: list[VotePlan], terms: Terms, values: Mapping[int, str]) -> list[Card]:
    """Return the plans as cards with what one can choose on each."""
    options: tuple[tuple[str, str], ...] = ()
    if terms.method == STICKERS:
        options = tuple((str(number), str(number)) for number in range(terms.highest + 1))
    elif terms.method == RANKING:
        places = [
            (str(place), _("%(place)de keus") % {"place": place}) for place in range(1, terms.highest + 1)
        ]
        options = (("", _("niet gekozen")), *places)
    return [Card(plan, values.get(plan.number, ""), options) for plan in plans]


def written_choices(request: HttpRequest, plans: list[VotePlan]) -> dict[int, str]:
    """Return what was filled in beside the plans."""
    return {plan.number: request.POST.get(f"plan-{plan.number}", "")[:10] for plan in plans}


@public
@never_cache
@limited("600/h")
def ballot(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the ballot of the code that somebody came with, and cast it. Until the end it can be cast anew."""
    found, plans = find_paper(public_id)
    code = code_of_visit(request, found)
    if not code or not found.takes_votes:
        if request.method == "POST":
            messages.error(request, _why_not(found))
        return redirect(found)
    terms = found.terms_for(plans)
    if request.method != "POST":
        return _begin(request, found, plans, terms, code)
    written = written_choices(request, plans)
    chosen, faults = read_choices(terms, written)
    if "add_up" in request.POST or faults:
        return _show(request, found, plans, terms, chosen, faults=faults)
    try:
        cast_vote(found, code, to_points(terms, chosen))
    except VotingRefused as refused:
        return _show(request, found, plans, terms, chosen, faults=[str(refused)])
    return redirect("voting:done", found.public_id)


def _begin(
    request: HttpRequest, found: VotingRound, plans: list[VotePlan], terms: Terms, code: str
) -> HttpResponse:
    """Show the ballot of a code as it was cast, or empty."""
    if code_known(found, code) is None:
        return redirect(found)
    points = ballot_of(found, code)
    if points is not None and voted_on_paper(found, code):
        messages.info(request, _("Met deze code is al op papier gestemd. Die stem telt."))
        return end_visit(redirect(found), found)
    chosen = to_choices(terms, points) if points else {}
    return _show(request, found, plans, terms, chosen, has_voted=points is not None)


def _why_not(found: VotingRound) -> str:
    """Say to who just pressed the button that this vote was not cast."""
    if found.takes_votes:
        return _(
            "Deze keuze is niet uitgebracht: u deed er te lang over, of u was al klaar. Vul uw code opnieuw in."
        )
    return _("U was te laat. Deze keuze telt niet mee. Had u al eerder gestemd, dan telt die stem.")


def _show(
    request: HttpRequest,
    found: VotingRound,
    plans: list[VotePlan],
    terms: Terms,
    chosen: Mapping[int, int],
    *,
    faults: list[str] | None = None,
    has_voted: bool = False,
) -> HttpResponse:
    values = {number: str(value) for number, value in chosen.items()}
    context = {
        "round": found,
        "terms": terms,
        "cards": cards_of(plans, terms, values),
        "faults": faults or [],
        "has_voted": has_voted,
        "used": sum(chosen.values()) if terms.method == STICKERS else len(chosen),
        "spent": sum((terms.costs[number] for number in chosen), start=terms.budget * 0),
    }
    return render(request, "voting/ballot.html", context, status=UNPROCESSABLE if faults else 200)


@public
@never_cache
def done(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm what was cast, with the way to change it and to let somebody else vote here."""
    found = find(public_id)
    code = code_of_visit(request, found)
    points = ballot_of(found, code) if code and found.pepper else None
    if not points:
        return redirect(found)
    plans = plans_of(found)
    chosen = to_choices(found.terms_for(plans), points)
    lines = [(plan, chosen[plan.number]) for plan in plans if plan.number in chosen]
    if found.method == RANKING:
        lines.sort(key=lambda line: line[1])
    return render(request, "voting/done.html", {"round": found, "lines": lines})


@public
@require_POST
def leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Forget the code on this screen."""
    found = find(public_id)
    return end_visit(redirect(found), found)
