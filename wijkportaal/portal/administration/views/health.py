from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkportaal.foundation.people.access import requires
from wijkportaal.portal.administration.queries.health import CARE, ILL, findings


@requires("operations.view_operations")
@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Show whether every part of the portal is well, and what to do about what is not."""
    found = findings()
    context = {
        "findings": found,
        "ill": sum(each.judgement == ILL for each in found),
        "care": sum(each.judgement == CARE for each in found),
        "at": timezone.localtime(),
    }
    return render(request, "administration/health.html", context)
