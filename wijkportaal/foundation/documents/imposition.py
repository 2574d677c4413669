"""Booklets: the pages of a document two by two on sheets, so that it can be printed, folded and stapled."""

from io import BytesIO

import pikepdf

SHEET = 4


def booklet_order(pages: int) -> list[tuple[int | None, int | None]]:
    """Return which pages stand side by side on each side of the sheets, the outside of the first sheet first.

    Pages count from 1; None is an empty half, when the number of pages is no multiple of four.
    """
    whole = pages + -pages % SHEET
    sides = []
    for sheet in range(whole // SHEET):
        front = (whole - 2 * sheet, 1 + 2 * sheet)
        back = (2 + 2 * sheet, whole - 1 - 2 * sheet)
        sides += [front, back]
    return [tuple(page if page <= pages else None for page in side) for side in sides]


def make_booklet(content: bytes) -> bytes:
    """Return a PDF with the pages of another two by two, in the order of a booklet that is folded once.

    What lies beyond the cut is left out: a booklet comes from a copier. It is for making paper, not for reading:
    it has no tags. The same pages always give the same bytes.
    """
    with pikepdf.open(BytesIO(content)) as source, pikepdf.new() as booklet:
        first = source.pages[0].trimbox
        width, height = float(first[2] - first[0]), float(first[3] - first[1])
        for left, right in booklet_order(len(source.pages)):
            side = booklet.add_blank_page(page_size=(2 * width, height))
            for number, half, x in ((left, "/Left", 0.0), (right, "/Right", width)):
                if number is not None:
                    _place(booklet, side, source.pages[number - 1], half, x)
        if "/Title" in source.docinfo:
            booklet.docinfo["/Title"] = source.docinfo["/Title"]
        written = BytesIO()
        booklet.save(written, deterministic_id=True)
    return written.getvalue()


def _place(booklet: pikepdf.Pdf, side, page, half: str, x: float) -> None:
    # As a form of its own with the cut as its frame: nothing of it runs into the page beside it.
    form = booklet.copy_foreign(page.as_form_xobject())
    cut = [float(edge) for edge in page.trimbox]
    form.BBox = pikepdf.Array(cut)
    name = side.add_resource(form, pikepdf.Name.XObject, name=pikepdf.Name(half))
    left, bottom = cut[:2]
    drawing = f"q 1 0 0 1 {x - left:.4f} {-bottom:.4f} cm {name} Do Q\n"
    side.contents_add(drawing.encode())
