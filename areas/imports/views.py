from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from areas.imports.actions import ask_to_apply, receive_file
from areas.imports.forms import UploadForm
from areas.imports.models import ImportBatch
from areas.imports.queries import batches, changes_nothing, has_findings, map_of_batch
from areas.imports.reading.tables import FORECAST_HEADER, ORGANISATION_HEADER, POSTCODE_HEADER, VILLAGE_HEADER
from areas.imports.states import FORECASTS, ORGANISATIONS, POSTCODES, RUN, VILLAGES
from wijkportaal.foundation.batches.actions import ImportRefused, discard_batch
from wijkportaal.foundation.batches.queries import offer_of
from wijkportaal.foundation.batches.views import decide
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.tables.writing import XLSX, write_xlsx
from wijkportaal.foundation.transitions.states import TransitionRefused

TEMPLATES = {
    VILLAGES: (VILLAGE_HEADER, ("Voorbeelddorp", "Foarbylddoarp", "dorp", "", "", 1250, 540, 560)),
    ORGANISATIONS: (
        ORGANISATION_HEADER,
        (
            "Dorpsbelang Voorbeeld",
            "dorpsbelang",
            "Voorbeelddorp",
            "",
            "info@example.nl",
            "https://example.nl",
            "",
            "ja",
        ),
    ),
    FORECASTS: (FORECAST_HEADER, ("Voorbeelddorp", 2035, 1180, 340, 530, 555)),
    POSTCODES: (POSTCODE_HEADER, ("1234 AB", 1, 99, "Voorbeelddorp")),
}


@requires(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Take a file to look at, and show the earlier ones."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect(receive_file(form.cleaned_data["file"], order=form.order(), by=request.user))
    page = Paginator(batches(), 20).get_page(request.GET.get("page"))
    status = 422 if request.method == "POST" else 200
    return render(
        request, "imports/index.html", {"form": form, "page": page, "kinds": list(TEMPLATES)}, status=status
    )


def find_batch(request: HttpRequest, pk: int) -> ImportBatch:
    """Return an uploaded file."""
    return get_object_or_404(ImportBatch.objects.select_related("job", "uploaded_by"), pk=pk)


@requires(RUN, find_batch)
@require_safe
def batch(request: HttpRequest, found: ImportBatch) -> HttpResponse:
    """Show what a file would change, or changed."""
    context = offer_of(found, request.user) | {
        "batch": found,
        "map": map_of_batch(found),
        "found_something": has_findings(found),
        "changes_nothing": changes_nothing(found),
    }
    return render(request, "imports/batch.html", context)


@requires(RUN, find_batch)
@require_POST
def apply(request: HttpRequest, found: ImportBatch) -> HttpResponse:
    """Read a file in."""
    try:
        done = ask_to_apply(found, by=request.user)
        if not done.job_id:
            messages.success(request, _("Het bestand is ingelezen."))
    except (ImportRefused, TransitionRefused) as problem:
        messages.error(request, str(problem))
    return redirect(found)


@requires(RUN, find_batch)
@require_POST
def discard(request: HttpRequest, found: ImportBatch) -> HttpResponse:
    """Throw a file away."""
    said = _("Het bestand is weggegooid; er is niets veranderd.")
    return decide(request, lambda: discard_batch(found, by=request.user), said=said, done="imports:index")


@requires(RUN)
@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Give an example file to fill in."""
    if kind not in TEMPLATES:
        raise Http404
    header, example = TEMPLATES[kind]
    content = write_xlsx(header, [example], title=_("Voorbeeld"))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="voorbeeld-{kind}.xlsx"'
    return response
