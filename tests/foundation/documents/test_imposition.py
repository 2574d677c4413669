from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.documents.imposition import booklet_order, make_booklet
from wijkportaal.foundation.documents.previews import NoSuchPage, count_pages, draw_page
from wijkportaal.foundation.documents.rendering import render

PAGES = '<html lang="nl"><head><title>Boek</title></head><body>{}</body></html>'


@pytest.fixture(scope="module")
def six_pages() -> bytes:
    body = "".join(f'<h1 style="break-after:page">Bladzijde {n}</h1>' for n in range(1, 7))
    return render(PAGES.format(body), variant="print").content


@pytest.mark.parametrize(
    ("pages", "order"),
    [
        (4, [(4, 1), (2, 3)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (6, [(None, 1), (2, None), (6, 3), (4, 5)]),
        (1, [(None, 1), (None, None)]),
    ],
)
def test_booklet_order_is_that_of_folded_sheets(pages, order):
    assert booklet_order(pages) == order


@given(st.integers(1, 200))
def test_booklet_order_has_every_page_once(pages):
    sides = booklet_order(pages)
    assert sorted(n for side in sides for n in side if n) == list(range(1, pages + 1))
    assert len(sides) == 2 * -(-pages // 4)
    # Halves that lie back to back follow one another: a reader turns one leaf.
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        assert front[1] is None or back[0] in (front[1] + 1, None)


def test_make_booklet_places_two_trimmed_pages_a_side(six_pages):
    booklet = make_booklet(six_pages)
    assert make_booklet(six_pages) == booklet
    with pikepdf.open(BytesIO(booklet)) as pdf:
        sizes = {tuple(round(float(n)) for n in page.mediabox) for page in pdf.pages}
        placed = [len(page.resources.get("/XObject", {})) for page in pdf.pages]
        assert str(pdf.docinfo["/Title"]) == "Boek"
    assert sizes == {(0, 0, 1191, 842)}
    assert placed == [1, 1, 2, 2]


def test_draw_page_gives_the_page_within_the_cut(six_pages):
    from PIL import Image

    picture = Image.open(BytesIO(draw_page(six_pages, 1, width=400)))
    assert (picture.format, picture.size) == ("WEBP", (400, 566))
    # Crop marks stand outside the cut: nothing dark lies at the edge.
    edge = picture.convert("L").crop((0, 0, 400, 8))
    assert edge.getextrema()[0] > 200
    assert count_pages(six_pages) == 6
    for number in (0, 7):
        with pytest.raises(NoSuchPage):
            draw_page(six_pages, number, width=400)
