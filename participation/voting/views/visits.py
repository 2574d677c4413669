"""The visit of somebody who votes: the code lies in a signed cookie of their own browser, and nowhere here."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from participation.voting.models import VotingRound
from participation.voting.states import VISIT


def begin_visit(voting_round: VotingRound, code: str) -> HttpResponse:
    """Let somebody go on to the ballot with their code."""
    response = redirect("voting:ballot", voting_round.public_id)
    response.set_signed_cookie(
        _name(voting_round),
        code,
        salt=voting_round.public_id,
        max_age=VISIT,
        path=voting_round.get_absolute_url(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def code_of_visit(request: HttpRequest, voting_round: VotingRound) -> str:
    """Return the code that somebody came with, or nothing."""
    return request.get_signed_cookie(
        _name(voting_round), default="", salt=voting_round.public_id, max_age=VISIT
    )


def end_visit(response: HttpResponse, voting_round: VotingRound) -> HttpResponse:
    """Forget the code, so that somebody else can vote at the same screen."""
    response.delete_cookie(_name(voting_round), path=voting_round.get_absolute_url())
    return response


def _name(voting_round: VotingRound) -> str:
    return f"stem-{voting_round.public_id}"
