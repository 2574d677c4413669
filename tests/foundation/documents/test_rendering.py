import gc
import socket
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint.formatting_structure.boxes import Box

from tests.verapdf import assert_pdf_a, assert_pdf_ua, check_pdf_ua
from wijkportaal.foundation.documents.previews import draw_page
from wijkportaal.foundation.documents.rendering import (
    LARGE,
    DataFile,
    MissingText,
    render,
    render_pdf,
    render_variants,
)
from wijkportaal.foundation.documents.sources import icon_source

PAGE = '<html lang="nl"><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'


def page(body: str = "<p>Tekst</p>", title: str = "Proefdocument") -> str:
    return PAGE.format(title=title, body=body)


def test_render_pdf_is_accessible_in_both_variants(tmp_path):
    for variant in ("screen", "print"):
        (tmp_path / f"{variant}.pdf").write_bytes(render_pdf(page(), variant=variant))
    assert_pdf_ua(tmp_path / "screen.pdf", tmp_path / "print.pdf")


def test_verapdf_finds_a_missing_text_alternative(tmp_path):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (tmp_path / "bad.pdf").write_bytes(render_pdf(page(svg)))
    (result,) = check_pdf_ua(tmp_path / "bad.pdf")
    assert not result["compliant"]
    assert "7.3-1" in [fault["rule"] for fault in result["faults"]]


def test_render_pdf_says_title_and_language():
    reader = PdfReader(BytesIO(render_pdf(page(title="Wijkprogramma 2026"))))
    assert reader.metadata.title == "Wijkprogramma 2026"
    assert reader.trailer["/Root"]["/Lang"] == "nl"


@pytest.mark.parametrize("html", ["<html lang='nl'><body>x", "<html><title>x</title>", page(title="")])
def test_render_refuses_a_document_without_title_or_language(html):
    with pytest.raises(MissingText):
        render(html)


def test_print_variant_has_bleed_around_the_cut():
    screen, printed = (
        PdfReader(BytesIO(render_pdf(page(), variant=v))).pages[0] for v in ("screen", "print")
    )
    millimetre = 72 / 25.4
    assert float(screen.mediabox.width) == pytest.approx(210 * millimetre, abs=0.1)
    assert float(printed.trimbox.width) == pytest.approx(210 * millimetre, abs=0.1)
    assert float(printed.bleedbox.width) == pytest.approx(216 * millimetre, abs=0.1)
    assert float(printed.mediabox.width) > float(printed.bleedbox.width)


def test_all_fonts_are_embedded_and_bundled():
    body = "<p>Frysk: û, ê, â, ô, ú. Naam: Yılmaz, Łukasz. <strong>Vet</strong> <em>schuin</em> € 12</p>"
    reader = PdfReader(BytesIO(render_pdf(page(body))))
    names = set()
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in descendant["/FontDescriptor"] or "/FontFile3" in descendant["/FontDescriptor"]
        names.add(str(descendant["/BaseFont"]).split("+")[1])
    assert all(name.startswith(("Source-Sans-3", "Bricolage-Grotesque")) for name in names), names


def test_hyphens_come_from_the_same_typeface():
    body = "<p style='width:30mm'>Gemeenschapsvoorzieningen en verkeersveiligheidsmaatregelen in de wijk.</p>"
    reader = PdfReader(BytesIO(render_pdf(page(body))))
    assert "\u2010" not in reader.pages[0].extract_text()
    assert len(reader.pages[0]["/Resources"]["/Font"]) == 2


HOSTILE = """
<img src="file:///etc/passwd" alt="x"><img src="http://127.0.0.1:{port}/img" alt="x">
<img src="portaal://media/../../etc/passwd" alt="x"><img src="//127.0.0.1:{port}/rel" alt="x">
<link rel="stylesheet" href="http://127.0.0.1:{port}/link.css"><link rel="attachment" href="file:///etc/passwd">
<style>@import url("http://127.0.0.1:{port}/import.css"); @font-face{{font-family:x;src:url(file:///etc/passwd)}}
p{{background:url("http://127.0.0.1:{port}/bg.png");font-family:x}} p::before{{content:url(file:///etc/hostname)}}</style>
<object data="file:///etc/passwd"></object><embed src="http://127.0.0.1:{port}/embed">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><title>t</title>
<image href="http://127.0.0.1:{port}/svg" width="9" height="9"/><image xlink:href="file:///etc/passwd" width="9" height="9"/>
<use href="http://127.0.0.1:{port}/use#a"/><style>@import "http://127.0.0.1:{port}/svg.css";</style></svg>
<a rel="attachment" href="file:///etc/passwd">bijlage</a><p>Tekst die blijft staan</p>
"""


def test_a_text_that_names_files_or_addresses_fetches_nothing():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        content = render_pdf(page(HOSTILE.format(port=server.getsockname()[1])))
        with pytest.raises(TimeoutError):
            server.accept()
    reader = PdfReader(BytesIO(content))
    assert "Tekst die blijft staan" in reader.pages[0].extract_text()
    first_line = Path("/etc/passwd").read_text().splitlines()[0]
    assert first_line not in reader.pages[0].extract_text()
    assert dict(reader.attachments) == {}
    assert b"root:" not in content


def test_report_hears_of_each_page_and_may_stop_the_work():
    pages: list[int] = []
    render(page("<p style='break-after:page'>a</p><p>b</p>"), report=pages.append)
    assert pages[:2] == [1, 2]

    class Stop(Exception):
        pass

    def stop(_page):
        raise Stop

    with pytest.raises(Stop):
        render(page(), report=stop)
    assert render(page()).pages == 1


def test_arrange_chooses_the_pages():
    three = page("<p style='break-after:page'>een</p><p style='break-after:page'>twee</p><p>drie</p>")
    rendered = render(three, arrange=lambda pages: [pages[0], pages[2]])
    texts = [p.extract_text() for p in PdfReader(BytesIO(rendered.content)).pages]
    assert rendered.pages == 2
    assert "drie" in texts[1]


def test_render_variants_writes_each_standard_from_one_layout(tmp_path):
    steps = []
    made = render_variants(
        page(),
        {"screen": None, "print": lambda pages: [*pages, *pages], "archive": None},
        data=DataFile("gegevens.json", b'{"a": 1}', "De gegevens"),
        report=steps.append,
    )
    for variant, printed in made.items():
        (tmp_path / f"{variant}.pdf").write_bytes(printed.content)
    assert_pdf_ua(tmp_path / "screen.pdf", tmp_path / "print.pdf")
    assert_pdf_a(tmp_path / "archive.pdf")
    assert {variant: printed.pages for variant, printed in made.items()} == {
        "screen": 1,
        "print": 2,
        "archive": 1,
    }
    assert steps == [1]
    readers = {variant: PdfReader(BytesIO(printed.content)) for variant, printed in made.items()}
    assert readers["archive"].attachments == {"gegevens.json": [b'{"a": 1}']}
    assert readers["screen"].attachments == {}
    assert readers["screen"].pages[0].mediabox == readers["screen"].pages[0].trimbox
    assert readers["print"].pages[0].mediabox.width > readers["print"].pages[0].trimbox.width
    # On screen it looks as if it had never been laid out for a printer.
    alone = draw_page(render_pdf(page()), 1, width=200)
    assert draw_page(made["screen"].content, 1, width=200) == alone


def test_scale_changes_the_paper_and_not_the_bleed():
    printed = render(page(), variant="print", scale=0.5)
    paper = PdfReader(BytesIO(printed.content)).pages[0]
    assert round(float(paper.trimbox.width) * 25.4 / 72) == 105
    bleed = float(paper.trimbox.left - paper.bleedbox.left) * 25.4 / 72
    assert round(bleed, 2) == 3.0
    assert round(float(paper.trimbox.left - paper.mediabox.left) * 25.4 / 72, 1) == 8.0


def test_a_large_document_leaves_no_layout_in_memory():
    leaf = '<p style="break-after: page">Tekst</p>'
    drawing = f'<img alt="Boom" src="{icon_source("trees", "#2c6e3f")}">'
    gc.collect()
    gc.disable()
    try:
        assert render(page(drawing + leaf * (LARGE + 1))).pages > LARGE
        assert [found for found in gc.get_objects() if issubclass(type(found), Box)] == []
    finally:
        gc.enable()
