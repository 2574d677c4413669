from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from programmes.editions.actions import request_edition
from programmes.editions.forms import EditionForm
from programmes.editions.queries import editions_of, intact_bytes, jobs_of, visible_to
from programmes.editions.states import VARIANTS
from programmes.yearly.models import Programme
from programmes.yearly.queries import visible_to as programmes_visible_to
from wijkportaal.foundation.people.access import public, requires


def find_programme(request: HttpRequest, pk: int) -> Programme:
    """Return a programme that this person may know of; raises Http404 for any other."""
    return get_object_or_404(programmes_visible_to(request.user).select_related("area"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("editions.make_edition", find_programme)
def brochure(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Have a brochure made, see how far it is and fetch what was made."""
    form = EditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request_edition(programme, variant=form.cleaned_data["variant"], by=request.user)
        return redirect("editions:brochure", pk=programme.pk)
    editions = list(editions_of(programme))
    context = {
        "programme": programme,
        "form": form,
        "editions": editions,
        "jobs": jobs_of(programme),
        "variants": [
            (key, label)
            for key, label in VARIANTS.items()
            if not any(edition.variant == key and not edition.is_proof for edition in editions)
        ],
    }
    return render(request, "editions/brochure_page.html", context, status=400 if form.errors else 200)


@public
@require_safe
def download(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Give the PDF, if it is still what was printed."""
    edition = get_object_or_404(visible_to(request.user), pk=pk)
    if name != edition.file_name:
        raise Http404
    content = intact_bytes(edition)
    if content is None:
        message = _(
            "Dit bestand is niet meer zoals het gedrukt is. Wij geven het daarom niet. Meld dit bij de beheerder."
        )
        return render(request, "editions/damaged.html", {"edition": edition, "message": message}, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{edition.file_name}"'
    response["ETag"] = f'"{edition.sha256}"'
    response["Cache-Control"] = "private, no-store" if edition.is_proof else "public, max-age=86400"
    return response
