"""An area on the gemeente's own site: a small page in a frame, without scripts, cookies or anything of who looks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from areas.territory.models import Area
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.portal.opendata.queries import openness
from wijkportaal.portal.opendata.widgets import widget_of


@public_page
@xframe_options_exempt
@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an area in short, for in a frame on the sites that the gemeente named."""
    found = get_object_or_404(Area.objects.select_related("parent"), slug=slug)
    response = render(request, "opendata/widget.html", {"area": found, "page": widget_of(found)})
    # Its own policy, on the answer itself: a page from the cache keeps only its headers.
    response["Content-Security-Policy"] = policy(openness().hosts)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def policy(hosts: list[str]) -> str:
    """Return the security policy of the page: less than any other page may, and framed only by these sites and us."""
    ancestors = " ".join(["'self'", *(f"https://{host}" for host in hosts)])
    return (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; "
        f"form-action 'none'; frame-ancestors {ancestors}"
    )
