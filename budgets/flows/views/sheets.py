"""The doors for amounts in a sheet: upload, say what its words mean, look, read in."""

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
from wijkportaal.foundation.batches.queries import offer_of
from wijkportaal.foundation.batches.states import UPLOADED
from wijkportaal.foundation.batches.views import decide
from wijkportaal.foundation.people.access import requires

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
    return render(request, "flows/sheet.html", {"sheet": found} | offer_of(found, request.user))


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
    return decide(
        request,
        lambda: actions.apply_sheet(found, by=request.user),
        said=_("De geldstromen zijn ingelezen."),
        done=found,
        refusals=(FlowRefused,),
    )


@require_POST
@requires(MANAGE, find_sheet)
def discard(request: HttpRequest, found: FlowSheet) -> HttpResponse:
    """Throw a sheet away."""
    said = _("Het bestand is weggegooid; er is niets veranderd.")
    return decide(
        request, lambda: actions.discard_sheet(found, by=request.user), said=said, done="flows:sheets"
    )
