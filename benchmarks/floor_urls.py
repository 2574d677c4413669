"""The portal's doors and one more: the floor, a bare Django view with one list query."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from programmes.projects.models import Project
from wijkportaal.foundation.people.access import public
from wijkportaal.urls import urlpatterns as portal

LIST = Engine().from_string(
    "<!DOCTYPE html><title>Projecten</title><ul>"
    "{% for project in projects %}<li>{{ project.title }} ({{ project.state }}): {{ project.summary }}</li>{% endfor %}"
    "</ul>"
)


@public
def floor(request: HttpRequest) -> HttpResponse:
    """List thirty projects, and nothing else."""
    return HttpResponse(
        LIST.render(Context({"projects": Project.objects.order_by("-published_at", "-id")[:30]}))
    )


urlpatterns = [path("vloer", floor), *portal]
