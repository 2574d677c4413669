"""The doors to the gemeente's calendar, for the beheerder."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.cycle import actions, queries
from programmes.cycle.forms import BoardForm, CalendarStepForm
from programmes.cycle.models import CalendarStep
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires


@requires("cycle.manage_calendar")
def index(request: HttpRequest) -> HttpResponse:
    """Show the calendar with the dates that it gives; a new gemeente begins with an example."""
    if request.method == "POST":
        actions.ensure_calendar(by=request.user)
        messages.success(request, _("De kalender is gemaakt. Pas hem aan zoals u werkt."))
        return redirect("cycle:calendar")
    year = BoardForm(request.GET).year
    lines = [(line, *line.period_in(year)) for line in queries.calendar()]
    return render(request, "cycle/calendar.html", {"lines": lines, "year": year})


def find_line(request: HttpRequest, kind: str) -> CalendarStep:
    """Return a line of the calendar."""
    return get_object_or_404(CalendarStep, kind=kind)


@requires("cycle.manage_calendar", find_line)
def edit(request: HttpRequest, line: CalendarStep) -> HttpResponse:
    """Change when a step falls, who does it and what has to come out."""
    return edit_record(
        request,
        line,
        form_class=CalendarStepForm,
        save=lambda form, version: actions.edit_calendar_step(
            line, form.cleaned_data, version=version, by=request.user
        ),
        template="cycle/calendar_step.html",
        done=reverse("cycle:calendar"),
        saves_at_once=False,
        context={"line": line},
    )
