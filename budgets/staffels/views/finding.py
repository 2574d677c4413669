"""Finding what a view is about."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from budgets.staffels.models import StaffelVersion
from budgets.staffels.queries import all_versions

UNPROCESSABLE = 422


def find_version(request: HttpRequest, pk: int, **_others) -> StaffelVersion:
    """Return a version, or raise Http404. Who may open it at all, the permission of the view says."""
    return get_object_or_404(all_versions(), pk=pk)
