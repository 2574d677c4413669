import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from wijkportaal.foundation.audit.actions import renew_revision
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.people.models import Person
from wijkportaal.urls import urlpatterns as portal_urls

MADE: list[str] = []


@public_page
def people(request):
    MADE.append(request.get_full_path())
    return HttpResponse(f"{Person.objects.count()} personen, {request.GET.get('q', '')}")


@public_page
def with_form(request):
    MADE.append("form")
    return HttpResponse(f"token {get_token(request)}")


@public_page
def greeting(request):
    MADE.append("greeting")
    return HttpResponse(f"dag {request.user}")


@public_page
def remembers(request):
    request.session["gezien"] = True
    return HttpResponse("onthouden")


@public
def unmarked(request):
    MADE.append("unmarked")
    return HttpResponse("open")


@public
@limited("3/m")
def tip(request, naam):
    return HttpResponse("dank u")


@public
def broken(request):
    raise RuntimeError("klopt niet voor piet@voorbeeld.example op /pagina?email=piet")


urlpatterns = [
    path("proef/personen", people),
    path("proef/formulier", with_form),
    path("proef/dag", greeting),
    path("proef/onthoudt", remembers),
    path("proef/open", unmarked),
    path("proef/tip/<str:naam>", tip),
    path("proef/stuk", broken),
    *portal_urls,
]


@pytest.fixture
def shared_pages(settings, no_shared_pages):
    """The cache of public pages as in production, with pages to try it on."""
    settings.PUBLIC_PAGE_SECONDS = 300
    settings.ROOT_URLCONF = __name__
    renew_revision()
    MADE.clear()
    return MADE
