"""The doors of the API that are about itself: its root, its document, its page, and the answer to an unknown address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.response import Response

from wijkportaal.foundation.api.doors import VERSION, Door, mark_answer
from wijkportaal.foundation.api.fields import Shape, address_of
from wijkportaal.foundation.api.problems import not_found
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import public
from wijkportaal.portal.api.changelog import RELEASES
from wijkportaal.portal.api.documents import groups, openapi_here
from wijkportaal.portal.api.resources import RESOURCES


class ResourceShape(Shape):
    noun = "Bron"
    naam = serializers.CharField()
    adres = serializers.URLField()


class RootShape(Shape):
    noun = "Overzicht"
    titel = serializers.CharField()
    versie = serializers.CharField()
    document = serializers.URLField(help_text="Dit alles als OpenAPI.")
    uitleg = serializers.URLField(help_text="De pagina met uitleg.")
    bronnen = ResourceShape(many=True)


class Root(Door):
    """What there is."""

    basename, operation, summary = "api", "leesOverzicht", "Wat er is"
    about = "De versie van deze API en al haar bronnen."
    answered = RootShape

    def get(self, request) -> Response:
        return Response(
            {
                "titel": "Wijkportaal",
                "versie": VERSION,
                "document": address_of("openapi.json"),
                "uitleg": address_of("").removesuffix("/api/v1/") + "/ontwikkelaars",
                "bronnen": [{"naam": name, "adres": address_of(name)} for name in RESOURCES],
            }
        )


class Document(Door):
    """The document that describes it."""

    basename, operation, summary = "api", "leesDocument", "Dit document"
    about = "De beschrijving van deze API als OpenAPI 3.0.3; ook voor pagina's van anderen."
    answered = {200: {"type": "object"}}
    answers_with = [
        OpenApiParameter(
            "access-control-allow-origin",
            {"type": "string"},
            OpenApiParameter.HEADER,
            description="Altijd *: elke site mag dit lezen.",
            response=[200],
        )
    ]

    def get(self, request) -> Response:
        return Response(openapi_here(_contact(request)))


def _contact(request) -> dict:
    mine = gemeente()
    return {
        "name": mine.name,
        "url": address_of("").removesuffix("/api/v1/") + "/ontwikkelaars",
        "email": mine.email or "wijkportaal@gemeente.example",
    }


@csrf_exempt
@public
def unknown(request: HttpRequest, **_parts) -> HttpResponse:
    """Answer for every address under /api that is none, also for one with a slash too many."""
    return mark_answer(not_found())


@public_page
def explanation(request: HttpRequest) -> HttpResponse:
    """Explain the API to who builds with it."""
    context = {
        "groups": groups(),
        "releases": RELEASES,
        "version": VERSION,
        "address": address_of("").rstrip("/"),
    }
    return render(request, "api/explanation.html", context)
