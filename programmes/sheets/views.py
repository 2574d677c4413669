"""The doors for projects in a file. Each person sees the files that they uploaded themselves."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programmes.sheets.actions import ask_to_apply, receive_sheet
from programmes.sheets.documents import example_workbook, workbook_of, zip_of
from programmes.sheets.forms import SheetForm
from programmes.sheets.models import ProjectSheet
from programmes.sheets.queries import Directory, is_big, job_of, projects_to_write, sheets_of
from programmes.sheets.states import RUN
from wijkportaal.foundation.batches.actions import discard_batch
from wijkportaal.foundation.batches.queries import offer_of
from wijkportaal.foundation.batches.views import decide
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.tables.writing import XLSX

PAGE_SIZE = 20


@requires(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Give the projects as a file, take a file to look at, and show the earlier ones."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect(receive_sheet(form.cleaned_data["file"], by=request.user))
    page = Paginator(sheets_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    status = 422 if request.method == "POST" else 200
    return render(request, "sheets/index.html", {"form": form, "page": page}, status=status)


@requires(RUN)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give all projects of the areas in which this person edits them."""
    content = workbook_of(projects_to_write(request.user), Directory(request.user))
    return _workbook(content, "projecten.xlsx")


@requires(RUN)
@require_safe
def export_zip(request: HttpRequest) -> StreamingHttpResponse:
    """Give the same projects with their photos and documents, for another portal or to keep."""
    files = zip_of(projects_to_write(request.user), Directory(request.user))
    response = StreamingHttpResponse(files, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="projecten.zip"'
    return response


@requires(RUN)
@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """Give an example file to fill in."""
    return _workbook(example_workbook(), "projecten-voorbeeld.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def find_sheet(request: HttpRequest, pk: int) -> ProjectSheet:
    """Return a file that this person uploaded, or raise Http404."""
    return get_object_or_404(ProjectSheet.objects.filter(uploaded_by=request.user.pk), pk=pk)


@requires(RUN, find_sheet)
@require_safe
def sheet(request: HttpRequest, found: ProjectSheet) -> HttpResponse:
    """Show what a file would change, or changed."""
    context = {"sheet": found, "job": job_of(found)} | offer_of(found, request.user)
    return render(request, "sheets/sheet.html", context)


@require_POST
@requires(RUN, find_sheet)
def apply(request: HttpRequest, found: ProjectSheet) -> HttpResponse:
    """Read a file in."""
    said = _("De projecten zijn ingelezen. Er is niets openbaar geworden.")
    if is_big(found):
        said = _("De projecten worden ingelezen. U kunt intussen iets anders doen.")
    return decide(request, lambda: ask_to_apply(found, by=request.user), said=said, done=found)


@require_POST
@requires(RUN, find_sheet)
def discard(request: HttpRequest, found: ProjectSheet) -> HttpResponse:
    """Throw a file away."""
    said = _("Het bestand is weggegooid; er is niets veranderd.")
    return decide(request, lambda: discard_batch(found, by=request.user), said=said, done="sheets:index")
