"""The door for what is decided about an uploaded file, which the views of rooms call."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wijkportaal.foundation.batches.actions import ImportRefused
from wijkportaal.foundation.transitions.states import TransitionRefused


def decide(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    said: str,
    done,
    refusals: tuple[type[Exception], ...] = (),
) -> HttpResponse:
    """Read a file in or throw it away, say so, and go to `done` (an address, or a record that has one).

    When `act` refuses, its words are shown there instead; `refusals` are those of the room beside the usual.
    """
    try:
        act()
    except (ImportRefused, TransitionRefused, *refusals) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, said)
    return redirect(done)
