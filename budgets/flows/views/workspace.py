"""Keeping the amounts, and what they stand on: goals, sources, agreements and calls."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from budgets.flows import actions, queries
from budgets.flows.documents import HEADER, export_rows, places_drawing
from budgets.flows.forms import CallForm, FlowFilter, FlowForm, GoalForm, JointForm, SourceForm
from budgets.flows.models import FlowGoal, FlowSource, FlowYear, JointFlow, MoneyFlow, PartnerCall
from budgets.flows.states import CERTAINTIES, MANAGE, FlowRefused
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.tables.writing import XLSX, write_xlsx
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 50
UNPROCESSABLE = 422


@requires("flows.see_workbench")
@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """List the amounts that people wrote down in the areas of this person."""
    narrowed = FlowFilter(request.GET, queries.flows_to_edit(request.user), request=request)
    page = Paginator(narrowed.qs.order_by("-year", "area__name", "source__name", "pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "filter": narrowed,
        "years": queries.years_with_amounts(),
        "may_add": request.user.has_perm("flows.edit_some"),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "flows/workbench.html", context)


@requires("flows.see_workbench")
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Put all wijken and dorpen beside each other in a year."""
    years = queries.years_with_amounts()
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else (years[0] if years else None)
    found = queries.places(year) if year else []
    states = {each.year: each.get_state_display() for each in FlowYear.objects.all()}
    rows = [(place, [place.by_certainty.get(key) for key in CERTAINTIES]) for place in found]
    context = {
        "years": years,
        "year": year,
        "rows": rows,
        "certainties": list(CERTAINTIES.values()),
        "drawing": places_drawing(found, year=year) if any(place.total for place in found) else None,
        "state": states.get(year),
    }
    return render(request, "flows/compare.html", context)


@requires("flows.see_workbench")
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give all amounts of `?jaar=`, or of every year, as a workbook."""
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    content = write_xlsx(HEADER, export_rows(queries.amounts(year=year)), title=_("Geldstromen"))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="geldstromen-{year or "alles"}.xlsx"'
    return answer


@requires(MANAGE)
def years(request: HttpRequest) -> HttpResponse:
    """List the years, and make one public or take it off the site."""
    known = queries.years_with_amounts()
    if request.method == "POST":
        asked, step = request.POST.get("year", ""), request.POST.get("step", "")
        if (
            not asked.isdecimal()
            or len(asked) != 4
            or int(asked) not in known
            or step not in {"publish", "withdraw"}
        ):
            raise Http404
        try:
            actions.change_year(int(asked), step, by=request.user)
            messages.success(request, _("De stand van %(year)s is gewijzigd.") % {"year": asked})
        except TransitionRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("flows:years")
    public = set(queries.public_years())
    return render(request, "flows/years.html", {"years": [(year, year in public) for year in known]})


def _edit(
    request: HttpRequest, form, *, save: Callable, title: str, back: str, done: str, remove: str = ""
) -> HttpResponse:
    """Show a form on a page of its own, and save it when it is right."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except FlowRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "title": title, "back": back, "record": form.instance, "remove": remove}
    return render(request, "flows/edit.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("flows.edit_some")
def new(request: HttpRequest) -> HttpResponse:
    """Write an amount down."""
    return _edit_flow(request, MoneyFlow(), _("Geldstroom toevoegen"))


def find_flow(request: HttpRequest, pk: int) -> MoneyFlow:
    """Return an amount that this person keeps, or raise Http404."""
    return get_object_or_404(queries.flows_to_edit(request.user), pk=pk)


@requires("flows.edit_flow", find_flow)
def edit(request: HttpRequest, found: MoneyFlow) -> HttpResponse:
    """Change an amount."""
    return _edit_flow(request, found, str(found), remove="flows:remove")


def _edit_flow(request: HttpRequest, flow: MoneyFlow, title: str, *, remove: str = "") -> HttpResponse:
    return _edit(
        request,
        FlowForm(request.POST or None, instance=flow, person=request.user),
        save=lambda values: actions.save_flow(flow, values, by=request.user),
        title=title,
        back="flows:workbench",
        done=_("De geldstroom is opgeslagen."),
        remove=remove,
    )


@require_POST
@requires("flows.edit_flow", find_flow)
def remove(request: HttpRequest, found: MoneyFlow) -> HttpResponse:
    """Take away an amount that was a mistake."""
    actions.remove_flow(found, by=request.user)
    messages.success(request, _("De geldstroom is weggehaald."))
    return redirect("flows:workbench")


@requires(MANAGE)
@require_safe
def bases(request: HttpRequest) -> HttpResponse:
    """List goals and sources."""
    context = {
        "goals": FlowGoal.objects.prefetch_related("purposes"),
        "sources": FlowSource.objects.all(),
    }
    return render(request, "flows/bases.html", context)


@requires(MANAGE)
def new_goal(request: HttpRequest) -> HttpResponse:
    """Add a goal of money."""
    return _edit_goal(request, FlowGoal(), _("Doel toevoegen"))


@requires(MANAGE)
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a goal of money."""
    found = get_object_or_404(FlowGoal, pk=pk)
    return _edit_goal(request, found, found.name)


def _edit_goal(request: HttpRequest, found: FlowGoal, title: str) -> HttpResponse:
    def save(values: dict) -> None:
        purposes = values.pop("purposes")
        actions.save_goal(found, values, purposes=purposes, by=request.user)

    form = GoalForm(request.POST or None, instance=found)
    return _edit(request, form, save=save, title=title, back="flows:bases", done=_("Het doel is opgeslagen."))


@requires(MANAGE)
def new_source(request: HttpRequest) -> HttpResponse:
    """Add a source."""
    return _edit_source(request, FlowSource(), _("Bron toevoegen"))


@requires(MANAGE)
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a source."""
    found = get_object_or_404(FlowSource, pk=pk)
    return _edit_source(request, found, found.name)


def _edit_source(request: HttpRequest, found: FlowSource, title: str) -> HttpResponse:
    return _edit(
        request,
        SourceForm(request.POST or None, instance=found),
        save=lambda values: actions.save_source(found, values, by=request.user),
        title=title,
        back="flows:bases",
        done=_("De bron is opgeslagen."),
    )


@requires("flows.edit_some")
@require_safe
def together(request: HttpRequest) -> HttpResponse:
    """List the joint flows and the calls for partners of this person's areas."""
    context = {
        "joint": queries.joint_flows_to_edit(request.user),
        "calls": queries.calls_to_edit(request.user),
    }
    return render(request, "flows/together.html", context)


@requires("flows.edit_some")
def new_joint(request: HttpRequest) -> HttpResponse:
    """Write down what sources agreed."""
    return _edit_joint(request, JointFlow(), _("Afspraak toevoegen"))


def find_joint(request: HttpRequest, pk: int) -> JointFlow:
    """Return a joint flow that this person keeps, or raise Http404."""
    return get_object_or_404(queries.joint_flows_to_edit(request.user), pk=pk)


@requires("flows.edit_flow", find_joint)
def joint(request: HttpRequest, found: JointFlow) -> HttpResponse:
    """Change what sources agreed."""
    return _edit_joint(request, found, found.title)


def _edit_joint(request: HttpRequest, found: JointFlow, title: str) -> HttpResponse:
    def save(values: dict) -> None:
        sources = values.pop("sources")
        actions.save_joint_flow(found, values, sources=sources, by=request.user)

    form = JointForm(request.POST or None, instance=found, person=request.user)
    return _edit(
        request, form, save=save, title=title, back="flows:together", done=_("De afspraak is opgeslagen.")
    )


@requires("flows.edit_some")
def new_call(request: HttpRequest) -> HttpResponse:
    """Make a call for partners."""
    return _edit_call(request, PartnerCall(), _("Oproep toevoegen"))


def find_call(request: HttpRequest, pk: int) -> PartnerCall:
    """Return a call that this person keeps, or raise Http404."""
    return get_object_or_404(queries.calls_to_edit(request.user), pk=pk)


@requires("flows.edit_flow", find_call)
def call(request: HttpRequest, found: PartnerCall) -> HttpResponse:
    """Change a call for partners."""
    return _edit_call(request, found, found.title)


def _edit_call(request: HttpRequest, found: PartnerCall, title: str) -> HttpResponse:
    return _edit(
        request,
        CallForm(request.POST or None, instance=found, person=request.user),
        save=lambda values: actions.save_call(found, values, by=request.user),
        title=title,
        back="flows:together",
        done=_("De oproep is opgeslagen."),
    )
