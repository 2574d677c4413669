"""Public pages of the demonstration in Frisian and English: nothing of the portal's own words is Dutch."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from areas.territory.models import Area
from programmes.yearly.models import Programme
from tests.foundation.languages.test_catalogues import catalogue_of
from wijkportaal.foundation.languages.catalogues import read

# Shorter texts are in what people wrote too.
LONG_ENOUGH = 4


def own_words(language: str) -> list[str]:
    """Return the Dutch of the portal that this language says otherwise, without places for values."""
    catalogue = read(catalogue_of(language))
    return [
        words.one
        for words, told in catalogue.items()
        if len(words.one.split()) >= LONG_ENOUGH and "%" not in words.one and words.one not in told
    ]


def text_of(page: str) -> str:
    """Return what a reader sees and hears of a page, in one line; without texts that say that they are Dutch."""
    page = re.sub(r'<(\w+)[^>]* lang="nl"[^>]*>.*?</\1>', "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("language", ["fy", "en"])
def test_public_pages_have_no_dutch_words_of_the_portal(rietwolde, language):
    area = Area.objects.get(slug="molenwaard")
    programme = Programme.objects.filter(area=area, state="published").order_by("-year").first()
    paths = [
        "/",
        "/gebieden",
        "/initiatieven",
        "/signalen/nieuw",
        "/account/inloggen",
        "/programmas",
        "/privacy",
        area.get_absolute_url(),
        programme.get_absolute_url(),
        "/stemmen",
    ]
    known, client = own_words(language), Client()
    left = {}
    for path in paths:
        answer = client.get(f"/{language}{path}")
        assert answer.status_code == 200, path
        page = answer.content.decode()
        assert f'<html lang="{language}"' in page
        text = text_of(page)
        left[path] = [words for words in known if words in text]
    assert {path: words for path, words in left.items() if words} == {}
    assert settings.LANGUAGE_CODE == "nl"


def test_a_place_and_a_programme_are_told_in_the_language_of_the_reader(rietwolde):
    client = Client()
    assert "Mûnewaard / Molenwaard" in client.get("/fy/gebieden/molenwaard").content.decode()
    assert "Molenwaard / Mûnewaard" in client.get("/gebieden?zoek=mûne").content.decode()
    assert client.get("/waar-woont-u?q=munewaard")["Location"] == "/gebieden/molenwaard"
    programme = Programme.objects.filter(area__slug="molenwaard", state="published").order_by("-year").first()
    english = client.get(f"/en{programme.get_absolute_url()}").content.decode()
    assert '<span lang="en">Foreword</span>' in english
    assert "This text is available in Dutch only." in english
    frisian = client.get(f"/fy{programme.get_absolute_url()}").content.decode()
    assert "Wat feroaret der yn Molenwaard" in frisian
    assert '<span lang="nl">' in frisian


def test_what_people_typed_says_that_it_is_dutch_on_a_page_in_another_language(rietwolde):
    client = Client()
    area, projects = (
        client.get(path).content.decode() for path in ("/en/gebieden/molenwaard", "/en/projecten")
    )
    for room in ("projecten", "initiatieven", "afspraken", "signalen", "bijeenkomsten"):
        line = re.search(rf'<a [^>]*href="/en(/{room}/[^"]+)" lang="nl">([^<]+)</a>', projects + area)
        address, title = line.groups()
        english, dutch = (client.get(f"{prefix}{address}").content.decode() for prefix in ("/en", ""))
        assert f'<h1 lang="nl">{title}</h1>' in english
        assert f'<span aria-current="page" lang="nl">{title}</span>' in english
        assert f"<h1>{title}</h1>" in dutch
