"""Decisions for who has no account: the public text, and the letter by the link in the notice."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from budgets.decisions.letters import clause_of
from budgets.decisions.models import Decision
from budgets.decisions.queries import decision_of, lines_of, public_decisions, replacing
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public


def page_of(found: Decision) -> dict:
    """Return what every page about a decision shows."""
    return {
        "decision": found,
        "lines": lines_of(found),
        "clause": clause_of(found, gemeente(), until=found.object_until),
    }


@public_page
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """Show what was decided and why, to anyone: nobody's name, address or letter."""
    found = get_object_or_404(public_decisions(), number=number)
    context = page_of(found) | {"replaced_by": replacing(found).filter(is_public=True)}
    return render(request, "decisions/public.html", context)


@public
@never_cache
@limited("60/h", methods=("GET",))
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """Show a decision to who got the notice."""
    found = decision_of(token)
    if found is None:
        return render(request, "decisions/letter_gone.html", status=410)
    return render(request, "decisions/addressed.html", page_of(found) | {"token": token})


@public
@never_cache
@limited("60/h", methods=("GET",))
def letter_file(request: HttpRequest, token: str) -> HttpResponse:
    """Give the letter as pdf to who got the notice."""
    found = decision_of(token)
    if found is None:
        raise Http404
    return send_file(found.letter, is_public=False)
