"""The doors of the calendar of asks: one page per area and year, and the form that warns."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from participation.asks import actions
from participation.asks.drawings import chart_of
from participation.asks.forms import AskForm, CalendarForm, NewAskForm, RuleForm, StreetsForm
from participation.asks.models import Ask
from participation.asks.queries import (
    areas_to_read,
    asked_nearby,
    asks_kept_by,
    calendar_of,
    planned_of,
    rule,
    streets_of,
)
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.people.access import requires

UNPROCESSABLE, CONFLICT = 422, 409


@requires("asks.see_calendar")
def calendar(request: HttpRequest) -> HttpResponse:
    """Show what residents of an area are asked in a year: the first area where this person works, or the chosen one."""
    areas = areas_to_read(request.user)
    form = CalendarForm(request.GET or None, areas=areas)
    chosen = form.cleaned_data if form.is_valid() else {}
    area = chosen.get("gebied") or areas.first()
    return _show(request, area, chosen.get("jaar") or timezone.localdate().year)


def _show(request: HttpRequest, area: Area | None, year: int, **forms) -> HttpResponse:
    areas = areas_to_read(request.user)
    context = {
        "form": CalendarForm({"gebied": area.slug if area else "", "jaar": year}, areas=areas),
        "area": area,
        "may_plan": request.user.has_perm("asks.plan_some"),
        "rule_form": forms.get("rule_form")
        or (RuleForm(instance=rule()) if request.user.has_perm("asks.set_rule") else None),
    }
    if area:
        found = calendar_of(area, year)
        context |= {
            "calendar": found,
            "chart": chart_of(found) if found.asks else None,
            "today": timezone.localdate(),
        }
        if request.user.has_perm("asks.keep_streets", area):
            context["streets_form"] = forms.get("streets_form") or StreetsForm(streets=streets_of(area))
    return render(request, "asks/calendar.html", context, status=UNPROCESSABLE if forms else 200)


def _calendar_of(area: Area, year: int) -> str:
    return f"{reverse('asks:calendar')}?{urlencode({'gebied': area.slug, 'jaar': year})}"


@requires("asks.plan_some")
def new(request: HttpRequest) -> HttpResponse:
    """Plan an ask; when the same streets are asked around then, say so first and let who plans decide."""
    initial = {}
    if area := Area.objects.filter(slug=request.GET.get("gebied", "")[:120]).first():
        initial["area"] = area.pk
    form = NewAskForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        nearby = asked_nearby(planned_of(Ask(**values)))
        if not nearby or "anyway" in request.POST:
            made = actions.plan_ask(values.pop("area"), by=request.user, **values)
            messages.success(request, _("De uitvraag staat in de kalender."))
            return redirect(_calendar_of(made.area, made.starts_on.year))
        return _warn(request, form, nearby)
    streets = streets_of(area) if area else []
    context = {"form": form, "streets": streets}
    return render(request, "asks/ask.html", context, status=UNPROCESSABLE if form.errors else 200)


def _warn(request: HttpRequest, form: AskForm, nearby: list, ask: Ask | None = None) -> HttpResponse:
    context = {"form": form, "nearby": nearby, "rule": rule(), "ask": ask}
    return render(request, "asks/ask.html", context, status=UNPROCESSABLE)


def find(request: HttpRequest, pk: int) -> Ask:
    """Return an ask of where this person plans, or raise Http404."""
    return get_object_or_404(asks_kept_by(request.user), pk=pk)


@requires("asks.plan_ask", find)
def edit(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Change an ask, or take it out; it warns as a new one does."""
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_ask(ask, by=request.user)
        messages.success(request, _("De uitvraag is uit de kalender."))
        return redirect(_calendar_of(ask.area, ask.starts_on.year))
    # The form writes on its instance while it validates; the action gets the values.
    form = AskForm(request.POST or None, instance=ask)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        there = replace(planned_of(Ask(area=ask.area, **values)), key=f"ask:{ask.pk}")
        nearby = asked_nearby(there)
        if nearby and "anyway" not in request.POST:
            return _warn(request, form, nearby, ask)
        try:
            actions.edit_ask(ask, values, version=_version(request), by=request.user)
        except EditConflict:
            form.add_error(None, _("Iemand anders heeft dit intussen gewijzigd. Open de uitvraag opnieuw."))
            return render(request, "asks/ask.html", {"form": form, "ask": ask}, status=CONFLICT)
        messages.success(request, _("De uitvraag is opgeslagen."))
        return redirect(_calendar_of(ask.area, values["starts_on"].year))
    context = {"form": form, "ask": ask, "streets": streets_of(ask.area)}
    return render(request, "asks/ask.html", context, status=UNPROCESSABLE if form.errors else 200)


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def find_area(request: HttpRequest, slug: str) -> Area:
    """Return an area of which this person may see the calendar, or raise Http404."""
    return get_object_or_404(areas_to_read(request.user), slug=slug)


@require_POST
@requires("asks.keep_streets", find_area)
def streets(request: HttpRequest, area: Area) -> HttpResponse:
    """Keep the streets of an area."""
    form = StreetsForm(request.POST, streets=[])
    if not form.is_valid():
        return _show(request, area, timezone.localdate().year, streets_form=form)
    actions.keep_streets(area, form.cleaned_data["streets"], by=request.user)
    messages.success(request, _("De straten zijn opgeslagen."))
    return redirect(_calendar_of(area, timezone.localdate().year))


@require_POST
@requires("asks.set_rule")
def set_rule(request: HttpRequest) -> HttpResponse:
    """Say how long streets are left alone."""
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _show(request, areas_to_read(request.user).first(), timezone.localdate().year, rule_form=form)
    actions.set_rule(by=request.user, **form.cleaned_data)
    messages.success(request, _("De regel is opgeslagen."))
    return redirect("asks:calendar")
