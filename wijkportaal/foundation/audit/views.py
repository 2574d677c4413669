from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wijkportaal.foundation.audit.queries import history_of
from wijkportaal.foundation.people.access import requires


def find_object(request: HttpRequest, model: str, pk: int):
    """Return the tracked object that an address like `territory.area/12` names."""
    try:
        found = apps.get_model(model)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not hasattr(found, "pgh_event_models"):
        raise Http404
    return get_object_or_404(found, pk=pk)


@requires("audit.view_history", find_object)
def history(request: HttpRequest, obj) -> HttpResponse:
    """Show who changed what of one object."""
    return render(request, "audit/history.html", {"object": obj, "lines": history_of(obj)})
