"""The short way to a view leads where the long way does."""

import pytest
from django.urls import Resolver404, URLResolver, path, re_path
from django.urls.resolvers import RoutePattern

from tests.architecture.doors import doors
from wijkportaal import urls
from wijkportaal.foundation.operations.addressing import Doors

ODD = [
    "",
    "werk",
    "werk/",
    "werk/bestaat-niet",
    "werk/kasboek/",
    "bestaat/niet",
    "techniek/wat/dan/ook",
    "gebieden//kaart",
    "é",
]


def found(resolver, address):
    try:
        match = resolver.resolve(address)
    except Resolver404:
        return None
    return match.func, match.args, match.kwargs, match.view_name, match.route, match.namespaces


def test_every_address_leads_where_django_would_lead_it():
    short, long = Doors(urls.doors), URLResolver(RoutePattern(""), urls.doors)
    addresses = [door.path.replace("<int:", "<").lstrip("^/") for door in doors()]
    wrong = [address for address in [*addresses, *ODD] if found(short, address) != found(long, address)]
    assert wrong == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("kaart", "map"),
        ("kaart/groot", "large"),
        ("kaart/vogelweide", "of"),
        ("kaarten", "odd"),
        ("kaart-9", "numbered"),
        ("a/b/c", "deep"),
    ],
)
def test_holes_half_words_and_regular_expressions_are_found(address, name):
    def view(request):
        raise AssertionError

    patterns = [
        path("kaart", view, name="map"),
        path("kaart-<int:number>", view, name="numbered"),
        path("kaart/groot", view, name="large"),
        path("kaart/<slug:area>", view, name="of"),
        re_path("^kaart.*$", view, name="odd"),
        path("<path:anything>/c", view, name="deep"),
    ]
    assert Doors(patterns).resolve(address).url_name == name
