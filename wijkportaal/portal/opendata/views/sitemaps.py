"""What search engines and the harvester of the Woo-index ask for."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import public
from wijkportaal.portal.opendata.catalogue import publisher_of
from wijkportaal.portal.opendata.queries import gemeente_code
from wijkportaal.portal.opendata.sitemaps import documents, pages
from wijkportaal.portal.opendata.sitemaps.sections import MOST_PAGES
from wijkportaal.portal.opendata.sitemaps.writing import file_of, index_of

XML = "application/xml; charset=utf-8"
# The section of pages that are there once; it has one file and reads no table.
LISTS = "overzichten"
CLOSED = ("/techniek/", "/account/", "/werk", "/beheer", "/metrics", "/widget/")


@public_page
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines which doors are not for them, and where the lists of the others are."""
    closed = (f"Disallow: {path}" for path in CLOSED)
    indexes = ["/sitemap.xml", *(f"/sitemapindex-diwoo-infocat{each}.xml" for each in documents.categories())]
    found = (f"Sitemap: {settings.PORTAL_URL}{path}" for path in indexes)
    lines = ["User-agent: *", *closed, "", *found]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the files with all pages of the portal."""
    return HttpResponse(index_of(pages.SECTIONS.values(), also=[LISTS]), content_type=XML)


@public_page
@require_safe
def woo_index(request: HttpRequest, category: str) -> HttpResponse:
    """List the files with the documents of one category of the Woo."""
    sections = documents.sections_of(category)
    if not sections:
        raise Http404
    return HttpResponse(index_of(sections), content_type=XML)


@public
@require_safe
def section(request: HttpRequest, name: str, page: int) -> HttpResponse:
    """Give one file of a list."""
    if name == LISTS and page == 1:
        addresses = pages.lists()
    else:
        found = pages.SECTIONS.get(name) or documents.SECTIONS.get(name)
        if found is None or not 1 <= page <= MOST_PAGES:
            raise Http404
        addresses = found.page(page)
    publisher = (publisher_of(gemeente_code()), gemeente().name)
    return StreamingHttpResponse(file_of(addresses, publisher), content_type=XML)
