"""The public doors: all rounds, one round with what is needed to vote in it, and the result."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from participation.voting.actions.codes import give_code, send_code
from participation.voting.documents import as_pabulib
from participation.voting.drawings import outcome_of
from participation.voting.forms import AddressForm, CodeForm
from participation.voting.models import VotePlan, VotingRound
from participation.voting.queries import (
    ballot_paper,
    code_known,
    groups_of,
    last_result,
    plans_of,
    public_rounds,
)
from participation.voting.states import BY_CODE, BY_EMAIL, PLANNED, PUBLISHED
from participation.voting.views.visits import begin_visit, code_of_visit
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import Failures, limited, too_many
from wijkportaal.foundation.people.access import public

UNPROCESSABLE = 422
SHOWN = 60
# Of 28^12 codes some ten thousand are good: with this many tries an hour nobody finds one in a million years.
WRONG_CODES = Failures("voting.code", "20/h")


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the rounds: where one can vote now, what comes, and what was chosen."""
    rounds = list(public_rounds()[:SHOWN])
    context = {
        "now": [one for one in rounds if one.takes_votes],
        "coming": [one for one in rounds if one.state == PLANNED],
        "past": [one for one in rounds if one.state != PLANNED and not one.takes_votes],
    }
    return render(request, "voting/index.html", context)


def find(public_id: str) -> VotingRound:
    """Return a round that anyone may know of, or raise Http404."""
    return get_object_or_404(public_rounds(), public_id=public_id)


def find_paper(public_id: str) -> tuple[VotingRound, list[VotePlan]]:
    """Return what one votes on, shared by all who vote, or raise Http404."""
    found = ballot_paper(public_id)
    if not found:
        raise Http404
    return found


@public
@never_cache
def voting_round(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a round: first what is needed to vote, then the plans and the rules."""
    return show_round(request, find(public_id))


def show_round(request: HttpRequest, found: VotingRound, **forms) -> HttpResponse:
    """Make the page of a round; a form that came back stands on it with what was typed."""
    plans = plans_of(found)
    context = {
        "round": found,
        "plans": plans,
        "terms": found.terms_for(plans),
        "may_work": request.user.has_perm("voting.see_round", found),
        "has_code": bool(code_of_visit(request, found)),
        "code_form": forms.get("code_form") or CodeForm(),
        "address_form": forms.get("address_form"),
    }
    if found.check_by == BY_EMAIL and context["address_form"] is None:
        context["address_form"] = AddressForm(voting_round=found)
    return render(request, "voting/round.html", context, status=UNPROCESSABLE if forms else 200)


@public
@never_cache
@require_POST
def enter(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take in a code; a wrong one is counted, and after twenty in an hour one waits."""
    found, _plans = find_paper(public_id)
    if wait := WRONG_CODES.wait(request):
        return too_many(request, wait=wait)
    form = CodeForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if found.takes_votes and code_known(found, code):
            return begin_visit(found, code)
        form.add_error(
            "code",
            _("Deze code hoort niet bij deze stemronde. Kijk nog eens goed in de brief of e-mail.")
            if found.takes_votes
            else _("U kunt nu niet stemmen."),
        )
    if wait := WRONG_CODES.note(request):
        return too_many(request, wait=wait)
    return show_round(request, found, code_form=form)


@public
@never_cache
@require_POST
@limited("20/h")
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send a code to an e-mail address."""
    found = find(public_id)
    if not found.takes_votes or found.check_by != BY_EMAIL:
        return redirect(found)
    form = AddressForm(request.POST, voting_round=found)
    if not form.is_valid():
        return show_round(request, found, address_form=form)
    send_code(found, form.cleaned_data["email"], area=form.found)
    context = {"round": found, "email": form.cleaned_data["email"], "code_form": CodeForm()}
    return render(request, "voting/asked.html", context)


@public
@never_cache
@require_POST
def with_account(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let who has signed in go on to the ballot: their address was proven when they made the account."""
    found = find(public_id)
    if not request.user.is_authenticated:
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': found.get_absolute_url()})}")
    if not found.takes_votes or found.check_by == BY_CODE:
        return redirect(found)
    return begin_visit(found, give_code(found, request.user.email))


@public_page
def result(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what was chosen and why, how many voted, what would have changed it, and how to check the lot."""
    found = get_object_or_404(public_rounds().filter(state=PUBLISHED), public_id=public_id)
    return render(request, "voting/result.html", {"round": found, "outcome": outcome_of(found)})


@public_page
def export(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the ballots and the result as a file of Pabulib, for who wants to count them again."""
    found = get_object_or_404(public_rounds().filter(state=PUBLISHED), public_id=public_id)
    text = as_pabulib(found, plans_of(found), groups_of(found), last_result(found).outcome)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="stemronde-{found.public_id}.pb"'
    return response
