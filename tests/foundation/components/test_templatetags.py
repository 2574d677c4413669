import pytest
from django.core.paginator import Paginator
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.components.rendering import rendered
from wijkportaal.foundation.components.templatetags.components import initials, percentage


@pytest.mark.django_db
def test_pagination_keeps_the_rest_of_the_question(rf):
    page = Paginator(range(100), 10).page(3)
    html = rendered('<c-pagination :page="page" />', rf.get("/?thema=groen&page=3"), page=page)
    assert 'href="?thema=groen&amp;page=4"' in html
    assert 'aria-current="page"' in html
    assert "21 tot en met 30 van 100" in html


def test_one_page_needs_no_pagination():
    assert rendered('<c-pagination :page="page" />', page=Paginator([1], 10).page(1)).strip() == ""


def test_an_unknown_figure_is_never_nought():
    assert "onbekend" in rendered('<c-figure label="Inwoners" :value="value" />', value=None)
    html = rendered('<c-figure label="Inwoners" :value="value" />', value=0)
    assert ">0" in html
    assert "onbekend" not in html


def test_a_button_with_an_address_is_a_link():
    assert rendered('<c-button href="/x">Verder</c-button>').strip().startswith("<a ")
    assert 'type="submit"' in rendered("<c-button>Opslaan</c-button>")
    assert " disabled" in rendered('<c-button disabled="ja">Opslaan</c-button>')
    assert 'name="stap"' in rendered('<c-button name="stap" value="2">Opslaan</c-button>')
    assert 'data-x="1"' in rendered('<c-link-button href="/" data-x="1">Verder</c-link-button>')


def test_a_status_has_an_icon_beside_its_colour():
    for kind in ("neutral", "info", "success", "warning", "danger", "accent"):
        assert "<svg" in rendered(f'<c-badge kind="{kind}">Klaar</c-badge>')


def test_components_escape_what_people_wrote():
    wicked = "<script>alert(1)</script>"
    html = rendered(
        '<c-card :title="w" href="/x"><p>{{ w }}</p></c-card><c-face :name="w" :role="w" /><c-alert :title="w" />'
        '<c-empty-state :title="w" /><c-badge>{{ w }}</c-badge><c-map :label="w" src="/x" />',
        w=wicked,
    )
    assert wicked not in html
    assert "&lt;script&gt;" in html


def test_a_map_brings_its_scripts_once(rf, settings):
    settings.TILE_ADDRESS = ""
    html = rendered('<c-map src="/a" label="A" /><c-map src="/b" label="B" />', rf.get("/"))
    assert html.count("js/map.js") == 1
    assert html.count("data-map ") == 2
    assert "data-tiles" not in html


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Sjoukje van der Meer", "SM"), ("Ahmed", "A"), ("klaas de vries", "KV"), ("", ""), ("van Dijk", "D")],
)
def test_initials(name, expected):
    assert initials(name) == expected


@given(st.integers(-5, 500), st.integers(-5, 500))
def test_percentage_is_always_a_percentage(done, total):
    assert 0 <= percentage(done, total) <= 100


def test_percentage_of_nothing_known_is_nought():
    assert percentage(None, 10) == percentage(3, None) == percentage(1, 0) == 0
