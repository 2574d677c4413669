"""What anyone may take along: the page, the files, the catalogue, and the pictures of link previews."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from areas.territory.models import Area
from areas.territory.queries import areas_on, neighbours_of, root_area
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import public
from wijkportaal.portal.opendata.catalogue import catalogue
from wijkportaal.portal.opendata.previews import map_picture
from wijkportaal.portal.opendata.queries import file_named, gemeente_code, licence, offers
from wijkportaal.portal.opendata.states import FORMAT_HELP, FORMATS, MEDIA_TYPES
from wijkportaal.portal.opendata.triples import as_jsonld, as_turtle


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the datasets with what is in them, how old they are and where to get them."""
    found = offers()
    context = {
        "offers": found,
        "made": any(offer.files for offer in found),
        "licence": licence(),
        "formats": [(FORMATS[name], words) for name, words in FORMAT_HELP.items()],
    }
    return render(request, "opendata/index.html", context)


@public
@require_safe
def download(request: HttpRequest, dataset: str, form: str) -> HttpResponse:
    """Give a file, streaming; 304 to who has it already."""
    found = file_named(dataset, form)
    if found is None:
        raise Http404
    etag = f'"{found.sha256[:32]}"'
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        try:
            content = default_storage.open(found.file)
        except OSError as error:
            raise Http404 from error
        response = FileResponse(
            content, as_attachment=True, filename=found.name, content_type=MEDIA_TYPES[form]
        )
    response["ETag"] = etag
    response["Last-Modified"] = http_date(found.changed_at.timestamp())
    return _for_every_site(response)


@public
@require_safe
def catalogue_file(request: HttpRequest, form: str) -> HttpResponse:
    """Give the catalogue (DCAT-AP-NL 3.0) as JSON-LD or Turtle."""
    if form not in {"jsonld", "ttl"}:
        raise Http404
    triples = catalogue(offers(), gemeente=gemeente(), code=gemeente_code(), licence=licence())
    if form == "jsonld":
        return _for_every_site(HttpResponse(as_jsonld(triples), content_type="application/ld+json"))
    return _for_every_site(HttpResponse(as_turtle(triples), content_type="text/turtle; charset=utf-8"))


def _for_every_site(response: HttpResponse) -> HttpResponse:
    """Let scripts on other sites read it: there is nothing in it of who asks."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=300"
    return response


@public_page
@require_safe
def area_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the map of an area for link previews."""
    area = get_object_or_404(Area.objects.select_related("current__border"), slug=slug)
    return _picture(area.border, [other.border for other in neighbours_of(area)])


@public_page
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Draw the map of the gemeente for link previews of pages without a picture of their own."""
    root = root_area()
    inside = areas_on().exclude(pk=root.pk).select_related("current__border") if root else []
    return _picture(root.border if root else None, [area.border for area in inside])


def _picture(border: dict | None, around: list[dict]) -> HttpResponse:
    drawn = map_picture(border, around, colour=gemeente().primary_colour)
    response = HttpResponse(drawn, content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
