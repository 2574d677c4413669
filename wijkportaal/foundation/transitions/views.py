"""The doors for a step in a life cycle, which the views of rooms call.

`take_step` for a page that offers all steps with their buttons: it includes `transitions/_steps.html` and gives it
`steps` (transitions.queries). `settle` for a step with a page and a short form of its own, `settle_part` for one of
several short forms on a page.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

LONGEST_REASON = 2000
UNPROCESSABLE = 422


def take_step(
    request: HttpRequest,
    record,
    *,
    change: Callable[[str, str], object],
    done: str,
    show: Callable[[dict], HttpResponse],
    said: str = "",
) -> HttpResponse:
    """Take the step that was posted, say how it stands now (or `said`) and go back to the page `done`.

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
    said = said or _("De stand is nu “%(state)s”.") % {"state": changed.get_state_display()}
    messages.success(request, said)
    return redirect(done)


def settle(
    request: HttpRequest,
    form,
    *,
    act: Callable[[dict], object],
    said: str,
    template: str,
    context: dict,
    done: str = "",
    refusals: tuple[type[Exception], ...] = (TransitionRefused,),
) -> HttpResponse:
    """Show one short form and do what it asks, then go to `done` or else to the record that `act(values)` returns.

    When the action refuses, the page comes back with the reason and what was typed.
    """

    def show(form) -> HttpResponse:
        return render(
            request, template, context | {"form": form}, status=UNPROCESSABLE if form.errors else 200
        )

    if request.method != "POST":
        return show(form)
    return settle_part(request, form, act=act, said=said, done=done, show=show, refusals=refusals)


def settle_part(
    request: HttpRequest,
    form,
    *,
    act: Callable[[dict], object],
    said: str,
    show: Callable[..., HttpResponse],
    done: str = "",
    refusals: tuple[type[Exception], ...] = (TransitionRefused,),
) -> HttpResponse:
    """Do what one of the small forms of a page asks; go on as `settle` does.

    When the form is wrong or the action refuses, `show(form)` makes the page again with what was typed.
    """
    if form.is_valid():
        try:
            after = act(form.cleaned_data)
        except refusals as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect(done or after)
    return show(form)
