"""The doors to all areas at once: the board, and beginning the cycles of a year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from programmes.cycle import actions
from programmes.cycle.forms import BoardForm, PlanForm
from programmes.cycle.queries import board_of
from programmes.cycle.states import KINDS
from wijkportaal.foundation.people.access import requires


@requires("cycle.see_board")
def board(request: HttpRequest) -> HttpResponse:
    """Show all areas × seven steps of a year, with what is due and late."""
    form = BoardForm(request.GET)
    context = {
        "form": form,
        "year": form.year,
        "board": board_of(form.year, request.user, form.choice),
        "kinds": KINDS.values(),
        "may_plan": request.user.has_perm("cycle.plan_some"),
        "may_set_calendar": request.user.has_perm("cycle.manage_calendar"),
    }
    return render(request, "cycle/board.html", context)


@requires("cycle.plan_some")
def plan(request: HttpRequest) -> HttpResponse:
    """Begin the cycle of a year in some areas, by the gemeente's calendar."""
    year = BoardForm(request.GET).year
    form = PlanForm(
        request.POST or None,
        person=request.user,
        initial={"year": year, "areas": [area.pk for area in board_of(year, request.user).without]},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = actions.plan_cycles(values["areas"], values["year"], by=request.user)
        messages.success(
            request,
            ngettext("%(number)d cyclus is begonnen.", "%(number)d cyclussen zijn begonnen.", len(made))
            % {"number": len(made)},
        )
        return redirect(f"{reverse('cycle:board')}?jaar={values['year']}")
    return render(request, "cycle/plan.html", {"form": form}, status=422 if form.errors else 200)
