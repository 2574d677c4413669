"""The doors of reach: the list of activities, one of them with its counts, the page of an area, and a few questions."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from participation.asks.queries import streets_of
from participation.reach import actions
from participation.reach.drawings import chart_of, sentences_of
from participation.reach.forms import (
    AboutYouForm,
    ActivityForm,
    AttemptForm,
    CountForm,
    NewActivityForm,
    WhereForm,
)
from participation.reach.models import Activity, Channel
from participation.reach.queries import (
    Comparison,
    activity_called,
    areas_to_read,
    attempts_in,
    comparisons_of_area,
    lines_of,
    people_of,
    reach_of,
    registered,
)
from wijkportaal.foundation.charts.drawing import Chart
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public, requires

UNPROCESSABLE = 422


@dataclass(frozen=True)
class Shown:
    """One comparison as a page shows it."""

    comparison: Comparison
    chart: Chart | None
    sentences: list[str]


def shown(comparisons: list[Comparison]) -> list[Shown]:
    """Return comparisons with their drawings and sentences."""
    return [Shown(each, chart_of(each), sentences_of(each)) for each in comparisons]


@requires("reach.see_reach")
def overview(request: HttpRequest) -> HttpResponse:
    """List the activities of an area in a year, and what was tried there."""
    areas = areas_to_read(request.user)
    form = WhereForm(request.GET or None, areas=areas)
    chosen = form.cleaned_data if form.is_valid() else {}
    return _overview(
        request, chosen.get("gebied") or areas.first(), chosen.get("jaar") or timezone.localdate().year
    )


def _overview(request: HttpRequest, area: Area | None, year: int, attempt_form=None) -> HttpResponse:
    may_count = bool(area) and request.user.has_perm("reach.count_people", area)
    context = {
        "form": WhereForm(
            {"gebied": area.slug if area else "", "jaar": year}, areas=areas_to_read(request.user)
        ),
        "area": area,
        "year": year,
        "lines": lines_of(area, year) if area else [],
        "attempts": attempts_in(area) if area else [],
        "may_count": may_count,
        "attempt_form": attempt_form
        or (AttemptForm(initial={"tried_on": timezone.localdate()}) if may_count else None),
    }
    return render(request, "reach/overview.html", context, status=UNPROCESSABLE if attempt_form else 200)


def _overview_of(area: Area) -> str:
    return (
        f"{reverse('reach:overview')}?{urlencode({'gebied': area.slug, 'jaar': timezone.localdate().year})}"
    )


def find_area(request: HttpRequest, slug: str) -> Area:
    """Return an area of which this person sees all activities, or raise Http404."""
    return get_object_or_404(areas_to_read(request.user), slug=slug)


@require_POST
@requires("reach.count_people", find_area)
def note_attempt(request: HttpRequest, area: Area) -> HttpResponse:
    """Put down what was tried to reach whom."""
    form = AttemptForm(request.POST)
    if not form.is_valid():
        return _overview(request, area, timezone.localdate().year, form)
    actions.note_attempt(area, by=request.user, **form.cleaned_data)
    messages.success(request, _("De poging staat erbij."))
    return redirect(_overview_of(area))


@requires("reach.count_some")
def new(request: HttpRequest) -> HttpResponse:
    """Put down something that residents could take part in."""
    initial = {}
    if area := Area.objects.filter(slug=request.GET.get("gebied", "")[:120]).first():
        initial["area"] = area.pk
    form = NewActivityForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        made = actions.add_activity(values.pop("area"), by=request.user, **values)
        messages.success(request, _("De activiteit staat erbij. Vul nu in wie er was."))
        return redirect(made)
    return render(request, "reach/edit.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


def find(request: HttpRequest, key: str) -> Activity:
    """Return an activity of an area of which this person sees all of them, or raise Http404."""
    activity, _found = activity_called(key)
    if activity is None or not areas_to_read(request.user).filter(pk=activity.area_id).exists():
        raise Http404
    return activity


@never_cache
@requires("reach.see_activity", find)
def activity(request: HttpRequest, found: Activity) -> HttpResponse:
    """Show who took part in an activity beside who lives in the area, with what is counted by hand."""
    return _activity(request, found)


def _activity(request: HttpRequest, found: Activity, count_form: CountForm | None = None) -> HttpResponse:
    told = registered(found.source) if found.source else None
    whole, channels = reach_of(found, people_of(found, told))
    channel = request.GET.get("hoe", "")
    channel = channel if channel in Channel.values else Channel.PLACE
    may_count = request.user.has_perm("reach.count_people", found)
    context = {
        "activity": found,
        "registered": told,
        "comparisons": shown(whole),
        "channels": channels,
        "may_count": may_count,
        "count_form": count_form or (CountForm(activity=found, channel=channel) if may_count else None),
        "all_channels": Channel.choices,
        "channel": channel,
    }
    return render(request, "reach/activity.html", context, status=UNPROCESSABLE if count_form else 200)


@require_POST
@requires("reach.count_people", find)
def count(request: HttpRequest, found: Activity) -> HttpResponse:
    """Keep what was counted by hand along one way."""
    form = CountForm(request.POST, activity=found)
    if not form.is_valid():
        return _activity(request, found, form)
    if found.pk is None:
        found = actions.keep_registered(found.source, registered(found.source), by=request.user)
    channel = form.cleaned_data["channel"]
    actions.count_heads(
        found, channel, people=form.cleaned_data["people"], groups=form.groups, by=request.user
    )
    messages.success(request, _("De telling is opgeslagen."))
    return redirect(f"{found.get_absolute_url()}?{urlencode({'hoe': channel})}")


@requires("reach.count_people", find)
def edit(request: HttpRequest, found: Activity) -> HttpResponse:
    """Change an activity, or take it away; those of other rooms are kept there."""
    if found.source:
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_activity(found, by=request.user)
        messages.success(request, _("De activiteit is weg."))
        return redirect(_overview_of(found.area))
    form = ActivityForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.edit_activity(found, form.cleaned_data, by=request.user)
        messages.success(request, _("Opgeslagen."))
        return redirect(found)
    context = {"form": form, "activity": found}
    return render(request, "reach/edit.html", context, status=UNPROCESSABLE if form.errors else 200)


@public_page
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who takes part in an area and who is missed, without small groups."""
    found = get_object_or_404(Area, slug=slug)
    typed = request.GET.get("jaar", "")
    this_year = timezone.localdate().year
    year = int(typed) if typed.isdecimal() and 2000 <= int(typed[:5]) <= this_year else this_year
    context = {
        "area": found,
        "year": year,
        "earlier": year - 1,
        "comparisons": shown(comparisons_of_area(found, year)),
        "lines": lines_of(found, year),
        "attempts": attempts_in(found)[:20],
    }
    return render(request, "reach/area.html", context)


@public
@never_cache
@require_POST
@limited("120/h")
def tell(request: HttpRequest, key: str) -> HttpResponse:
    """Count what somebody tells of themselves, and thank them."""
    found, told = activity_called(key)
    if found is None or told is None:
        raise Http404  # of what only this room keeps there is no page with these questions
    form = AboutYouForm(request.POST, streets=streets_of(found.area))
    if form.is_valid() and form.answers:
        if found.pk is None:
            found = actions.keep_registered(found.source, told)
        actions.tell(found, form.cleaned_data["channel"], form.answers)
    return render(request, "reach/thanks.html", {"activity": found})
