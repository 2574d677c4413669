from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from participation.signals.queries.inbox import CappedPaginator
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.tables.writing import XLSX
from wijkportaal.portal.trail.actions import ask_for_lines
from wijkportaal.portal.trail.forms import FormatForm, TrailForm
from wijkportaal.portal.trail.models import FileFormat, TrailExport
from wijkportaal.portal.trail.queries import PAGE_SIZE, acts_sought, exports_of, shown

CONTENT_TYPES = {FileFormat.CSV: "text/csv; charset=utf-8", FileFormat.XLSX: XLSX}
# Files of the last days that are offered again.
SHOWN = 5


@never_cache
@requires("trail.search_trail")
def trail(request: HttpRequest) -> HttpResponse:
    """Show who did what, narrowed by person, action, kind, area and days; and the files that were asked for."""
    form = TrailForm(request.GET)
    paginator = CappedPaginator(acts_sought(form.sought), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "acts": shown(page.object_list),
        "exports": list(exports_of(request.user)[:SHOWN]),
        "choice": form.choice,
    }
    return render(request, "trail/trail.html", context)


@require_POST
@requires("trail.search_trail")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a file with the lines that were chosen."""
    form, wanted = TrailForm(request.POST), FormatForm(request.POST)
    if not (form.is_valid() and wanted.is_valid()):
        messages.error(request, _("Kijk de keuze boven de lijst na. Er is nog geen bestand gevraagd."))
    else:
        ask_for_lines(
            form.choice, file_format=FileFormat(wanted.cleaned_data["file_format"]), by=request.user
        )
        messages.success(request, _("Het bestand wordt gemaakt. U haalt het hieronder op."))
    return redirect(f"{reverse('trail:trail')}?{urlencode(form.choice)}#uitdraaien")


@never_cache
@requires("trail.search_trail")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a file over to who asked for it, as long as it is there."""
    found = get_object_or_404(TrailExport, pk=pk, asked_by=request.user)
    if not found.is_ready:
        raise Http404
    response = HttpResponse(bytes(found.data), content_type=CONTENT_TYPES[FileFormat(found.file_format)])
    response["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    return response
