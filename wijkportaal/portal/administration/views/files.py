from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkportaal.foundation.backups.queries import latest
from wijkportaal.foundation.people.access import requires
from wijkportaal.portal.administration.queries.files import IN, OUT, history, lines_of, offers

LINES = 25


@requires("administration.manage_portal")
@require_safe
def centre(request: HttpRequest) -> HttpResponse:
    """Show all that can be read in and taken out, and what was."""
    page = Paginator(history(), LINES).get_page(request.GET.get("page"))
    context = {
        "ways_in": list(offers(IN, request.user)),
        "ways_out": list(offers(OUT, request.user)),
        "page": page,
        "lines": lines_of(list(page.object_list), request.user),
        "backups": latest(),
    }
    return render(request, "administration/files.html", context)
