"""The doors to a print run as a whole: begin it, see how far it is, take its steps, hand it over."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from programmes.printruns import actions
from programmes.printruns.documents import (
    delivery_template,
    distributor_list,
    printer_list,
    zip_name,
    zip_of,
)
from programmes.printruns.forms import DeliveriesForm, RunForm, YearForm
from programmes.printruns.models import PrintRun
from programmes.printruns.queries import (
    areas_of,
    changed_since_proof,
    deliveries_of,
    delivery_totals,
    files_of,
    for_list,
    intact_bytes,
    prints_visible_to,
    programmes_to_print,
    progress_of,
    visible_to,
)
from programmes.printruns.states import LIFE_CYCLE
from programmes.yearly.queries import years_with_programmes
from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import take_step

UNPROCESSABLE = 422
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE_SIZE = 20


@requires("printruns.see_runs")
def index(request: HttpRequest) -> HttpResponse:
    """List the print runs, newest first."""
    page = Paginator(for_list(visible_to(request.user)), PAGE_SIZE).get_page(request.GET.get("page"))
    runs = [(run, progress_of(run, _with_run(run))) for run in page]
    context = {
        "page": page,
        "runs": runs,
        "may_add": request.user.has_perm("printruns.add_run"),
        "may_import": request.user.has_perm("printruns.import_deliveries"),
    }
    return render(request, "printruns/index.html", context)


def _with_run(run: PrintRun) -> list:
    areas = list(run.areas.all())
    for area in areas:
        area.run = run
    return areas


@requires("printruns.add_run")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a print run: first the year, then the areas and how it looks."""
    years = years_with_programmes(programmes_to_print(request.user))
    if not years:
        return render(request, "printruns/new.html", {"years": []})
    chosen = YearForm(request.GET or None, years=years)
    year = chosen.cleaned_data["jaar"] if chosen.is_bound and chosen.is_valid() else years[0]
    form = RunForm(
        request.POST or None,
        person=request.user,
        year=year,
        initial={"title": _("Programma’s %(year)s") % {"year": year}},
    )
    if request.method == "POST" and form.is_valid():
        run = actions.begin_run(form.cleaned_data["programmes"], by=request.user, year=year, **form.values)
        messages.success(request, _("De proeven worden gemaakt."))
        return redirect(run)
    context = {"form": form, "years": years, "year": year}
    return render(request, "printruns/new.html", context, status=UNPROCESSABLE if form.errors else 200)


def find_run(request: HttpRequest, pk: int, **_arguments) -> PrintRun:
    """Return a print run that this person may know of; raises Http404 for any other."""
    return get_object_or_404(visible_to(request.user).select_related("made_by", "approved_by"), pk=pk)


@requires("printruns.see_runs", find_run)
@require_safe
def overview(request: HttpRequest, run: PrintRun) -> HttpResponse:
    """Show how far a run is, what the check list found and what can be done."""
    return render(request, "printruns/overview.html", _overview(request, run))


def _overview(request: HttpRequest, run: PrintRun) -> dict:
    areas = areas_of(run)
    return {
        "run": run,
        "areas": areas,
        # Of the others one sees how far they are, and no proof.
        "own": set(prints_visible_to(request.user).filter(run=run).values_list("pk", flat=True)),
        "progress": progress_of(run, areas),
        "changed": changed_since_proof(areas) if run.is_draft else set(),
        "steps": available(run, request.user),
        "states": _states_of(run),
        "may_prepare": request.user.has_perm("printruns.prepare_run", run),
        "has_files": any(area.finals for area in areas),
        "copies": sum(area.copies or 0 for area in areas if not area.left_out),
    }


def _states_of(run: PrintRun) -> list[tuple[str, str]]:
    """The states on the way to publication, each with done, current or todo."""
    order = ["draft", "printing", "ready", "published"]
    now = order.index(run.state) if run.state in order else 1
    marks = ["done" if place < now else "current" if place == now else "todo" for place in range(len(order))]
    return [
        (str(LIFE_CYCLE.states[state]).capitalize(), mark) for state, mark in zip(order, marks, strict=True)
    ]


@requires("printruns.see_runs", find_run)
@require_safe
def progress(request: HttpRequest, run: PrintRun) -> HttpResponse:
    """Show how far a run is; the fragment asks for itself again while a worker has something to do."""
    areas = areas_of(run)
    found = progress_of(run, areas)
    response = render(request, "printruns/_progress.html", {"run": run, "areas": areas, "progress": found})
    if not found.is_under_way:
        # The page around it shows the result: proofs to look at, files to fetch.
        response["HX-Refresh"] = "true"
    return response


@requires("printruns.prepare_run", find_run)
def edit(request: HttpRequest, run: PrintRun) -> HttpResponse:
    """Change what is printed and how."""
    if request.method == "GET" and not run.is_draft:
        messages.info(request, str(actions.RunClosed(run)))
        return redirect(run)
    form = RunForm(request.POST or None, instance=run, person=request.user, year=run.year)
    version = request.POST.get("version", "")
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_run(
                PrintRun.objects.get(pk=run.pk),
                form.values,
                programmes=form.cleaned_data["programmes"],
                version=int(version) if version.isdecimal() and len(version) < 10 else 0,
                by=request.user,
            )
        except EditConflict as conflict:
            refusal = _("%(who)s heeft dit intussen bewaard. Kijk of het zo nog klopt en sla het dan op.") % {
                "who": conflict.record.edited_by or _("Iemand anders")
            }
            version = conflict.record.version
        except EditRefused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Bewaard. Wat verandert, krijgt een nieuwe proef."))
            return redirect(run)
    context = {"form": form, "run": run, "version": version or run.version, "refusal": refusal}
    status = UNPROCESSABLE if form.errors or refusal else 200
    return render(request, "printruns/edit.html", context, status=status)


@require_POST
@requires("printruns.prepare_run", find_run)
def proofs(request: HttpRequest, run: PrintRun) -> HttpResponse:
    """Have new proofs made."""
    try:
        actions.ask_proofs(run, by=request.user)
        messages.success(request, _("De proeven worden gemaakt. Wat niet veranderd is, blijft zoals het is."))
    except actions.RunClosed as closed:
        messages.error(request, str(closed))
    return redirect(run)


@require_POST
@requires("printruns.prepare_run", find_run)
def step(request: HttpRequest, run: PrintRun) -> HttpResponse:
    """Take a step in the life of a run."""
    return take_step(
        request,
        run,
        change=lambda name, reason: actions.change_state(run, name, by=request.user, reason=reason),
        done=run.get_absolute_url(),
        show=lambda refused: render(
            request, "printruns/overview.html", _overview(request, run) | refused, status=UNPROCESSABLE
        ),
    )


@requires("printruns.prepare_run", find_run)
@require_safe
def for_printer(request: HttpRequest, run: PrintRun) -> HttpResponse:
    """Give the list for the printer."""
    areas = [area for area in areas_of(run) if not area.left_out]
    return _spreadsheet(printer_list(areas), f"oplage-{run.year}-{run.pk}.xlsx")


@requires("printruns.prepare_run", find_run)
@require_safe
def for_distributor(request: HttpRequest, run: PrintRun) -> HttpResponse:
    """Give the list for who delivers."""
    return _spreadsheet(distributor_list(deliveries_of(run)), f"bezorging-{run.year}-{run.pk}.xlsx")


def _spreadsheet(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=SPREADSHEET)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires("printruns.prepare_run", find_run)
@require_safe
def zipped(request: HttpRequest, run: PrintRun) -> HttpResponse:
    """Give one variant of every area as a zip, if every file is still what was made."""
    variant = request.resolver_match.kwargs["variant"]
    files = files_of(run, variant)
    if not files or variant not in run.variants:
        raise Http404
    damaged = [file.file_name for file in files if intact_bytes(file) is None]
    if damaged:
        return render(request, "printruns/damaged.html", {"run": run, "damaged": damaged}, status=503)
    response = StreamingHttpResponse(zip_of(files), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{zip_name(run, variant)}"'
    return response


@requires("printruns.import_deliveries")
def deliveries(request: HttpRequest) -> HttpResponse:
    """Take a delivery list, and show what is known."""
    form = DeliveriesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        lines = actions.replace_deliveries(form.deliveries, by=request.user)
        messages.success(request, _("De lijst is ingelezen: %(lines)s regels.") % {"lines": lines})
        return redirect("printruns:deliveries")
    lines, addresses = delivery_totals()
    context = {"form": form, "lines": lines, "addresses": addresses}
    return render(request, "printruns/deliveries.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("printruns.import_deliveries")
@require_safe
def delivery_example(request: HttpRequest) -> HttpResponse:
    """Give an example of a delivery list."""
    return _spreadsheet(delivery_template(), "bezorging-voorbeeld.xlsx")
