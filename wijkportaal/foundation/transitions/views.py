"""The door for a step in a life cycle: one function that the views of rooms call.

The page that offers the steps includes `transitions/_steps.html` and gives it `steps` (transitions.queries).
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

LONGEST_REASON = 2000


def take_step(
    request: HttpRequest,
    record,
    *,
    change: Callable[[str, str], object],
    done: str,
    show: Callable[[dict], HttpResponse],
) -> HttpResponse:
    """Take the step that was posted and go back to the page `done`.

    `change(step, reason)` calls the action of the room and returns the record. When it refuses, `show(context)`
    makes the page again, with what was typed.
    """
    step = request.POST.get("step", "")
    reason = request.POST.get("reason", "")[:LONGEST_REASON]
    if step not in {each.transition.name for each in available(record, request.user)}:
        messages.error(request, _("Deze stap kan nu niet. Kijk hoe het ervoor staat."))
        return redirect(done)
    try:
        changed = change(step, reason)
    except TransitionRefused as refused:
        return show({"refusal": str(refused), "refused_step": step, "reason": reason})
    messages.success(request, _("De stand is nu “%(state)s”.") % {"state": changed.get_state_display()})
    return redirect(done)
