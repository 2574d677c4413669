from dataclasses import replace

import pytest

from programmes.editions.brochure import Photo
from programmes.printruns.checklist import check, links_in
from programmes.printruns.links import dead_links
from tests.factories.brochures import make_bare_brochure, make_brochure
from tests.programmes.printruns.test_calculations import EASY, HARD


def texts(brochure, **options) -> list[tuple[str, str, bool]]:
    options = {"pages": 8, "most_pages": 16, "is_adopted": True} | options
    return [(found.kind, found.text, found.blocks) for found in check(brochure, **options)]


def easy(brochure):
    return replace(
        brochure,
        projects=tuple(replace(p, what_html=f"<p>{EASY}</p>") for p in brochure.projects),
        foreword=replace(brochure.foreword, text_html=f"<p>{EASY}</p>"),
        portrait=None,
        look_back=None,
        chapters=(),
    )


def test_nothing_is_found_in_a_good_brochure():
    assert texts(easy(make_brochure(3))) == []


def test_what_blocks_comes_first():
    found = texts(make_bare_brochure(), pages=20, is_adopted=False)
    assert found[:2] == [
        ("state", "Het programma is nog niet vastgesteld.", True),
        ("length", "De brochure is te lang: 20 bladzijden, en het mogen er 16 zijn.", True),
    ]
    assert [kind for kind, _text, blocks in found if not blocks] == ["missing"] * 7


def test_a_brochure_without_projects_is_not_printed():
    assert ("missing", "Er staat geen project in.", True) in texts(
        replace(easy(make_brochure(1)), projects=())
    )


def test_photos_that_are_too_small_are_named_and_unknown_ones_are_not():
    brochure = easy(make_brochure(1))
    small, fine = Photo("x", "x", "", 200, 52), Photo("x", "x", "", 800, 52)
    for photo, expected in ((small, 1), (fine, 0), (Photo("x", "x"), 0)):
        found = texts(replace(brochure, projects=(replace(brochure.projects[0], photo=photo),)))
        assert len(found) == expected
    found = texts(replace(brochure, projects=(replace(brochure.projects[0], photo=small),)))
    assert found[0][1] == (
        "De foto bij “Bomen en bankjes aan de Molenvaart” is te klein om scherp te drukken (98 dpi, 150 is nodig)."
    )


def test_hard_texts_are_named():
    brochure = easy(make_brochure(1))
    hard = replace(brochure, foreword=replace(brochure.foreword, text_html=f"<p>{HARD}</p>"))
    assert [kind for kind, *_rest in texts(hard)] == ["reading"]


def test_dead_links_are_named_with_where_they_stand():
    brochure = easy(make_brochure(1))
    link = '<p>Zie <a href="https://portaal.example/x?a=1&amp;b=2">hier</a>.</p>'
    linked = replace(brochure, foreword=replace(brochure.foreword, text_html=link))
    assert links_in(linked) == {"https://portaal.example/x?a=1&b=2"}
    found = texts(linked, dead={"https://portaal.example/x?a=1&b=2"})
    assert found == [
        ("link", "Een link in “Samen maken we de wijk” werkt niet: https://portaal.example/x?a=1&b=2", False)
    ]


@pytest.mark.django_db
def test_dead_links_are_those_that_a_resident_cannot_open(settings):
    settings.PORTAL_URL = "https://portaal.example"
    ours = "https://portaal.example"
    links = {
        f"{ours}/wijken-en-dorpen-die-niet-bestaan",
        f"{ours}/programmas/2026/nergens",
        f"{ours}/werk/drukgangen",
        f"{ours}/toegankelijkheid",
        "https://elders.example/weg",
        "mailto:a@b.example",
        "tel:14099",
    }
    assert dead_links(links) == {
        f"{ours}/wijken-en-dorpen-die-niet-bestaan",
        f"{ours}/programmas/2026/nergens",
        f"{ours}/werk/drukgangen",
    }
