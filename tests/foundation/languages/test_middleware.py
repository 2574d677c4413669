import re

import pytest
from django.core.cache import cache

from tests.factories.territory import GemeenteFactory

pytestmark = pytest.mark.django_db


def links(answer, kind: str) -> list[tuple[str, ...]]:
    """Return what a page says of itself in other languages: for indexers, or in its switch."""
    page = answer.content.decode()
    if kind == "head":
        return re.findall(r'<link rel="(alternate|canonical)"(?: hreflang="([\w-]+)")? href="([^"]+)">', page)
    return re.findall(
        r'<a href="([^"]+)" lang="(\w+)" hreflang="\w+"( aria-current="true")?>([^<]+)</a>', page
    )


def test_a_page_is_there_in_each_language_at_an_address_of_its_own(client, settings):
    settings.PORTAL_URL = "https://portaal.example"
    GemeenteFactory()
    frisian, dutch = client.get("/fy/initiatieven?q=a%26b"), client.get("/initiatieven")
    assert (frisian.status_code, frisian.headers["Content-Language"]) == (200, "fy")
    assert '<html lang="fy"' in frisian.content.decode()
    assert '<html lang="nl"' in dutch.content.decode()
    assert links(frisian, "switch") == [
        ("/initiatieven?q=a%26b", "nl", "", "Nederlands"),
        ("/fy/initiatieven?q=a%26b", "fy", ' aria-current="true"', "Frysk"),
        ("/en/initiatieven?q=a%26b", "en", "", "English"),
    ]
    assert links(dutch, "head") == [
        ("alternate", "nl", "https://portaal.example/initiatieven"),
        ("alternate", "x-default", "https://portaal.example/initiatieven"),
        ("canonical", "", "https://portaal.example/initiatieven"),
        ("alternate", "fy", "https://portaal.example/fy/initiatieven"),
        ("alternate", "en", "https://portaal.example/en/initiatieven"),
    ]
    # A network that shows the link names the languages with a country.
    assert re.findall(r'og:locale([:a-z]*)" content="(\w+)"', frisian.content.decode()) == [
        (":alternate", "nl_NL"),
        ("", "fy_NL"),
        (":alternate", "en_GB"),
    ]
    # Every link of the page stays in its language; what has none is fetched once for all.
    hrefs = set(re.findall(r'(?:href|action)="(/[^"]*)"', frisian.content.decode()))
    others = {url for url in hrefs if not url.startswith(("/fy/", "/static/", "/huisstijl.css"))}
    assert others == {"/initiatieven?q=a%26b", "/en/initiatieven?q=a%26b"}
    assert not frisian.cookies


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/fy", "/fy/"),
        ("/en/werk?lijst=x", "/werk?lijst=x"),
        ("/fy/robots.txt", "/robots.txt"),
        ("/fy//werk/x", "/werk/x"),
        ("/en/static/css/base.css", "/static/css/base.css"),
    ],
)
def test_what_has_no_languages_leads_to_the_one_there_is(client, address, leads_to):
    assert client.get(address)["Location"] == client.post(address)["Location"] == leads_to


def test_signing_in_and_errors_keep_the_language(client):
    GemeenteFactory()
    assert client.get("/en/profiel").status_code == 404
    assert client.get("/en/bestaat-niet").headers["Content-Language"] == "en"
    asked = client.get("/en/account/profiel")
    assert asked["Location"] == "/en/account/inloggen?next=/en/account/profiel"
    assert client.get("/fyn").status_code == 404


def test_shared_pages_keep_languages_apart(client, settings):
    settings.PUBLIC_PAGE_SECONDS = 60
    cache.clear()
    GemeenteFactory()
    for _again in range(2):
        for prefix, language in (("", "nl"), ("/en", "en"), ("/fy", "fy")):
            assert f'<html lang="{language}"' in client.get(f"{prefix}/initiatieven").content.decode()
