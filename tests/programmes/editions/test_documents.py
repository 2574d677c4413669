import json
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from programmes.editions.documents import (
    BACK,
    Design,
    colours_of,
    contents_of,
    print_brochure,
    print_variants,
    set_brochure,
    theme_rules,
    title_size,
    whole_sheets,
    without_fillers,
    write_text,
)
from programmes.editions.snapshots import from_data
from programmes.editions.states import ALL_VARIANTS
from tests.factories.brochures import make_bare_brochure, make_brochure
from tests.verapdf import assert_pdf_a, assert_pdf_ua
from wijkportaal.foundation.branding.calculations import contrast

CASES = {
    "full": make_brochure(),
    "bare": make_bare_brochure(),
    "proof": make_brochure(3, proof="Proef – nog niet gepubliceerd"),
    "long": make_brochure(3, paragraphs=14),
}


@pytest.mark.parametrize("variant", ["screen", "print"])
@pytest.mark.parametrize("case", CASES)
def test_print_brochure_is_accessible_whatever_it_holds(tmp_path, case, variant):
    printed = print_brochure(CASES[case], variant=variant)
    (tmp_path / "brochure.pdf").write_bytes(printed.content)
    assert_pdf_ua(tmp_path / "brochure.pdf")
    assert len(PdfReader(BytesIO(printed.content)).pages) == printed.pages
    if variant == "print":
        assert printed.pages % 4 == 0


def text_of(printed) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(printed.content)).pages]


def test_a_bare_brochure_asks_nothing_without_saying_how():
    """A gemeente that filled in no telephone number: no page to pin with nothing on it, and a way to answer."""
    bare = replace(make_bare_brochure(), pages_online=make_brochure().pages_online)
    html = set_brochure(bare, with_fillers=True)
    assert "Hang deze bladzijde op" not in html
    assert "Laat het ons weten op internet" in html
    full = set_brochure(make_brochure(), with_fillers=True)
    assert "Hang deze bladzijde op" in full
    assert "Laat het ons weten op internet" not in full


def test_nothing_of_a_project_is_lost_between_pages():
    brochure = make_brochure(14, paragraphs=3)
    text = " ".join(" ".join(text_of(print_brochure(brochure))).split())
    for title in {project.title for project in brochure.projects}:
        # In the legend of the map, with the project itself and in the timeline.
        assert text.count(title) == 3 * sum(project.title == title for project in brochure.projects)
    assert text.count("Wij beloven:") == 14
    assert text.count("Vragen? Sanne de Vries, 14 099") == 14


def test_contents_point_to_the_right_pages():
    pages = text_of(print_brochure(make_brochure()))
    found = next(
        number for number, text in enumerate(pages, start=1) if "Wat kost het en wie betaalt?" in text
    )
    contents = " ".join(pages[1].split())
    assert f"Wat kost het? {found}" in contents


def test_what_is_empty_is_left_out():
    html = set_brochure(make_bare_brochure())
    for absent in (
        "Voorwoord",
        "Wie kunt u bellen",
        "Waar gaan we aan de slag",
        "Wat kost het",
        "Komt u ook",
        "Bel",
    ):
        assert absent not in html
    assert [line.anchor for line in contents_of(make_bare_brochure())] == ["projecten"]


def test_years_have_no_separator():
    html = set_brochure(make_brochure())
    assert "2.026" not in html
    assert "Wat gaan we doen in 2026?" in html


def test_texts_cannot_bring_in_scripts_or_pictures():
    hostile = '<script>x</script><img src="file:///etc/passwd"><style>@import "http://x"</style><p>Tekst</p>'
    brochure = make_brochure(1)
    brochure = replace(
        brochure,
        area_name="<b>Wijk</b>",
        projects=(replace(brochure.projects[0], what_html=hostile, why=hostile, title=hostile),),
        foreword=replace(brochure.foreword, text_html=hostile, title=hostile),
    )
    html = set_brochure(brochure)
    assert "<script>" not in html
    assert '<img src="file' not in html
    assert "<b>Wijk" not in html
    assert print_brochure(brochure).pages > 4


def test_colours_of_a_pale_gemeente_can_still_be_read():
    brochure = make_brochure()
    pale = replace(brochure, gemeente=replace(brochure.gemeente, primary="#ffe27a", accent="#ffc0cb"))
    colours = colours_of(pale)
    assert contrast(colours["primary-text"], "#ffffff") >= 4.5
    assert contrast(colours["accent-text"], colours["primary-soft"]) >= 4.5
    assert contrast(colours["on-primary"], colours["primary"]) >= 4.5


def test_theme_rules_darken_what_white_letters_cannot_stand_on():
    brochure = make_brochure(1)
    project = replace(brochure.projects[0], theme=replace(brochure.projects[0].theme, colour="#ffff00"))
    solid = theme_rules(replace(brochure, projects=(project,))).split("background-color:")[1][:7]
    assert contrast(solid, "#ffffff") >= 4.5


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Oost", "huge"),
        ("Camminghaburen", "large"),
        ("Hempens/Teerns & Zuiderburen", "large"),
        ("Sint Nicolaasga-Noordoosterhoek en omstreken", "medium"),
    ],
)
def test_title_size_fits_the_name(name, size):
    assert title_size(name) == size


def page(*anchors: str) -> SimpleNamespace:
    return SimpleNamespace(anchors=dict.fromkeys(anchors))


@pytest.mark.parametrize(("text_pages", "expected"), [(3, 4), (4, 8), (6, 8), (7, 8)])
def test_whole_sheets_keeps_the_back_cover_last(text_pages, expected):
    text, back, fillers = [page() for _ in range(text_pages)], page(BACK), [page() for _ in range(3)]
    kept = whole_sheets([*text, back, *fillers])
    assert len(kept) == expected
    assert kept[-1] is back
    assert kept[:text_pages] == text
    assert without_fillers([*text, back, *fillers]) == [*text, back]


def test_print_variants_makes_every_variant_of_an_a5_with_a_photo_on_it(tmp_path):
    brochure = make_brochure(3)
    made = print_variants(brochure, list(ALL_VARIANTS), design=Design("A5", "photo"))
    assert list(made) == list(ALL_VARIANTS)
    for variant in ("screen", "print", "archive", "large"):
        (tmp_path / f"{variant}.pdf").write_bytes(made[variant].content)
    assert_pdf_ua(*(tmp_path / f"{variant}.pdf" for variant in ("screen", "print", "large")))
    assert_pdf_a(tmp_path / "archive.pdf")
    cut = PdfReader(BytesIO(made["print"].content)).pages[0].trimbox
    assert [round(float(side) * 25.4 / 72) for side in (cut.width, cut.height)] == [148, 210]
    sides = PdfReader(BytesIO(made["booklet"].content)).pages
    assert (len(sides), made["print"].pages % 4) == (made["print"].pages // 2, 0)
    (data,) = PdfReader(BytesIO(made["archive"].content)).attachments["programma.json"]
    assert from_data(json.loads(data)) == brochure


def test_without_whole_sheets_the_printer_gets_the_pages_that_there_are():
    brochure = make_bare_brochure()
    made = print_variants(brochure, ["screen", "print"], design=Design(whole_sheets=False))
    assert made["print"].pages == made["screen"].pages == 3


def test_write_text_says_all_that_the_brochure_says():
    text = write_text(make_brochure(3))
    assert text.startswith("WIJKPROGRAMMA MOLENWIJK 2026\nGemeente Waterland aan Zee, 14 099\n")
    for said in (
        "1. Bomen en bankjes",
        "Kosten: €\xa02.500",
        "- Skatebaan: niet gelukt.",
        "14 099",
        "18 maart",
    ):
        assert said in text
    assert "<" not in text
    assert "&" not in text
    assert "\n\n\n" not in text
