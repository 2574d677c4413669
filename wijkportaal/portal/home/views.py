from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.portal.home import queries
from wijkportaal.portal.home.forms import DayForm, StreetForm


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Ask where someone lives and show what the portal has for them."""
    return render(request, "portal/home.html", {"page": queries.home_page(request.user)})


@public_page
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one area: its map, what is done there, its people, figures and places."""
    form = DayForm(request.GET)
    page = queries.area_page(slug, on=form.day)
    return render(request, "portal/area.html", {"page": page, "area": page.area, "form": form})


@public_page
def street(request: HttpRequest) -> HttpResponse:
    """Show what happens in someone's street. Nothing of who asks is kept."""
    form = StreetForm(request.GET)
    page = None
    if form.is_valid() and (text := form.cleaned_data["q"].strip()):
        page = queries.street_page(text, area_slug=form.cleaned_data["area"])
    return render(request, "portal/street.html", {"form": form, "page": page})


def workspace(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who signed in."""
    return render(request, "portal/workspace.html", {"workspace": queries.workspace_of(request.user)})
