from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkportaal.foundation.people.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """Ask where someone lives and show what the portal has for them."""
    return render(request, "portal/home.html")


def workspace(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who signed in."""
    return render(request, "portal/workspace.html")
