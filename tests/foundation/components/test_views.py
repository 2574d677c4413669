import re

import pytest

pytestmark = pytest.mark.django_db

PAGES = ["/componenten", "/componenten/werkplek"]


@pytest.mark.parametrize("path", [*PAGES, "/componenten/kaart.geojson"])
def test_the_catalogue_exists_only_while_building(client, settings, path):
    settings.DEBUG = settings.DEMO = False
    assert client.get(path).status_code == 404
    settings.DEMO = True
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_the_catalogue_has_no_inline_style_or_script_and_no_double_ids(client, settings, path):
    settings.DEMO = True
    html = client.get(path).text
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"\son[a-z]+=\"", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def test_an_address_that_does_not_exist_gets_our_own_page(client):
    answer = client.get("/dit-bestaat-niet")
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.text


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]
)
def test_error_pages_need_neither_a_request_nor_the_database(name, django_db_blocker):
    from django.template.loader import render_to_string

    with django_db_blocker.block():
        html = render_to_string(name)
    assert "<h1>" in html
