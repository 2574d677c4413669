"""The public doors: the list, and the page of one body."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from participation.stewardship.forms import PublicFilter
from participation.stewardship.queries import public_list
from participation.stewardship.states import FORM_HELP, FORMS
from wijkportaal.foundation.operations.caching import public_page

PAGE_SIZE = 20


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the bodies of residents, and say what each form is."""
    narrowed = PublicFilter(request.GET, public_list(), request=request)
    context = {
        "page": Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page")),
        "filter": narrowed,
        "forms": [(label, FORM_HELP[form]) for form, label in FORMS.items()],
    }
    return render(request, "stewardship/index.html", context)


@public_page
@require_safe
def stewardship(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one body: what it does, who governs, what it owns or manages, and until when what was agreed."""
    body = get_object_or_404(public_list(), public_id=public_id[:12])
    context = {"body": body, "may_keep": request.user.has_perm("stewardship.keep", body)}
    return render(request, "stewardship/stewardship.html", context)
