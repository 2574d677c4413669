"""The doors to the focus of areas, and to the limits for the beheerder."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from programmes.focus import actions, queries
from programmes.focus.forms import FocusForm, LimitForm
from programmes.focus.models import RunLimit
from wijkportaal.foundation.people.access import requires

UNPROCESSABLE = 422


@requires("focus.see_overview")
def overview(request: HttpRequest) -> HttpResponse:
    """List the areas where this person works: what was chosen, how much runs, what serves no goal."""
    context = {
        "plates": queries.plates_of(queries.areas_to_watch(request.user)),
        "may_set_limits": request.user.has_perm("focus.set_limits"),
    }
    return render(request, "focus/overview.html", context)


def find_area(request: HttpRequest, slug: str) -> Area:
    """Return an area where this person works, or raise Http404."""
    return get_object_or_404(queries.areas_to_watch(request.user), slug=slug)


@requires("focus.see_focus", find_area)
def area(request: HttpRequest, area: Area) -> HttpResponse:
    """Show the goals of an area, its projects by whether they serve one, and what overlaps."""
    [plate] = queries.plates_of([area])
    context = {
        "area": area,
        "plate": plate,
        "may_choose": request.user.has_perm("focus.choose_focus", area),
    }
    return render(request, "focus/area.html", context)


@requires("focus.choose_focus", find_area)
def choose(request: HttpRequest, area: Area) -> HttpResponse:
    """Choose the few goals of an area."""
    focus = queries.focus_of(area)
    initial = (
        {
            "goals": list(focus.goals.all()),
            "first_year": focus.first_year,
            "last_year": focus.last_year,
            "why": focus.why,
        }
        if focus
        else {}
    )
    form = FocusForm(request.POST or None, area=area, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.choose_focus(area, by=request.user, **form.cleaned_data)
        messages.success(request, _("De doelen zijn gekozen."))
        return redirect("focus:area", area.slug)
    context = {"area": area, "form": form, "has_goals": form.fields["goals"].queryset.exists()}
    return render(request, "focus/choose.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("focus.set_limits")
def limits(request: HttpRequest) -> HttpResponse:
    """Show the limits, and set one."""
    form = LimitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_limit(by=request.user, **form.cleaned_data)
        messages.success(request, _("De grens is opgeslagen."))
        return redirect("focus:limits")
    context = {"form": form, "limits": queries.all_limits()}
    return render(request, "focus/limits.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("focus.set_limits")
@require_POST
def remove_limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a limit away."""
    actions.remove_limit(get_object_or_404(RunLimit, pk=pk), by=request.user)
    return redirect("focus:limits")
