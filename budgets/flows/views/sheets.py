"""The doors for amounts in a sheet: upload, say what its words mean, look, read in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets.flows import actions
from budgets.flows.forms import MappingForm, SheetForm
from budgets.flows.models import FlowSheet
from budgets.flows.plans import missing_in
from budgets.flows.queries import sheets
from budgets.flows.states import MANAGE, FlowRefused
from wijkportaal.foundation.batches.actions import ImportRefused
from wijkportaal.foundation.batches.states import UPLOADED
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 20
UNPROCESSABLE = 422


@requires(MANAGE)
def index(request: HttpRequest) -> HttpResponse:
    """Take a sheet to look at, and list the earlier ones."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = actions.receive_sheet(
            values["file"],
            year=values["year"],
            mapping=values["mapping"],
            name=values["name"],
            by=request.user,
        )
        return redirect(made)
    page = Paginator(sheets(), PAGE_SIZE).get_page(request.GET.get("page"))
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "flows/sheets.html", {"form": form, "page": page}, status=status)


def find_sheet(request: HttpRequest, pk: int) -> FlowSheet:
    """Return an uploaded sheet, or raise Http404."""
    return get_object_or_404(FlowSheet.objects.select_related("mapping"), pk=pk)


@requires(MANAGE, find_sheet)
def sheet(request: HttpRequest, found: FlowSheet) -> HttpResponse:
    """Ask what the words of a sheet mean, or show what it would change or changed."""
    if found.state == UPLOADED:
        return _mapping(request, found)
    steps = {step.transition.name for step in available(found, request.user)}
    counts = found.plan.get("counts", {})
    context = {
        "sheet": found,
        "plan": found.plan,
        "can_apply": "apply" in steps,
        "can_discard": "discard" in steps,
        "changes_nothing": not (counts.get("new") or counts.get("changed")),
    }
    return render(request, "flows/sheet.html", context)


def _mapping(request: HttpRequest, found: FlowSheet) -> HttpResponse:
    with found.file.open("rb") as upload:
        missing = missing_in(upload, found.mapping)
    form = MappingForm(request.POST or None, missing=missing)
    if request.method == "POST" and form.is_valid():
        actions.save_mapping(found, columns=form.columns, names=form.names, by=request.user)
        return redirect(found)
    status = UNPROCESSABLE if form.errors else 200
    return render(
        request, "flows/mapping.html", {"sheet": found, "form": form, "missing": missing}, status=status
    )


@require_POST
@requires(MANAGE, find_sheet)
def apply(request: HttpRequest, found: FlowSheet) -> HttpResponse:
    """Read a sheet in."""
    try:
        actions.apply_sheet(found, by=request.user)
        messages.success(request, _("De geldstromen zijn ingelezen."))
    except (ImportRefused, TransitionRefused, FlowRefused) as problem:
        messages.error(request, str(problem))
    return redirect(found)


@require_POST
@requires(MANAGE, find_sheet)
def discard(request: HttpRequest, found: FlowSheet) -> HttpResponse:
    """Throw a sheet away."""
    try:
        actions.discard_sheet(found, by=request.user)
        messages.success(request, _("Het bestand is weggegooid; er is niets veranderd."))
    except TransitionRefused as problem:
        messages.error(request, str(problem))
    return redirect("flows:sheets")
