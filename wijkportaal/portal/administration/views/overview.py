from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkportaal.foundation.people.access import requires
from wijkportaal.portal.administration.queries.overview import sections_for


@requires("administration.manage_portal")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show everything that the gemeente sets, with what it is now."""
    return render(request, "administration/overview.html", {"groups": sections_for(request.user)})
