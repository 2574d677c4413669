"""The catalogue: every component in every state, for who builds pages and for the tests that look at them."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from wijkportaal.foundation.components.examples import (
    EXAMPLE_MAP,
    WRONG_DATA,
    ExampleForm,
    PointForm,
    example_charts,
    example_page,
)


def while_building(view: Callable) -> Callable:
    """Open to everyone where the portal is built or shown; it does not exist on a portal that is in use."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not (settings.DEBUG or settings.DEMO):
            raise Http404
        return view(request, *args, **kwargs)

    # The room that owns `access.public` stands above this one.
    return login_not_required(guarded)


def _examples() -> dict:
    wrong = ExampleForm(WRONG_DATA, auto_id="fout_%s")
    return {
        "wishes": ExampleForm(),
        "form": PointForm(),
        "wrong_form": wrong,
        "page": example_page(),
        "charts": example_charts(),
        "map_data": EXAMPLE_MAP,
    }


@while_building
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show the components in the layout for visitors."""
    return render(request, "components/catalogue.html", _examples())


@while_building
def catalogue_workspace(request: HttpRequest) -> HttpResponse:
    """Show the components in the layout for who works here."""
    return render(request, "components/catalogue_workspace.html", _examples())


@while_building
def example_map(request: HttpRequest) -> JsonResponse:
    """Give the borders of three made-up wijken."""
    return JsonResponse(EXAMPLE_MAP, content_type="application/geo+json")
