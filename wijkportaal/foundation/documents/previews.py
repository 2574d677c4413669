"""Pages of a PDF as pictures, by PDFium: to look at a document in a browser page by page."""

from importlib import import_module
from io import BytesIO
from threading import Lock

from django.utils.functional import SimpleLazyObject
from PIL import Image

# Read by who looks at a document.
pypdfium2 = SimpleLazyObject(lambda: import_module("pypdfium2"))
# PDFium is not for two threads.
_one_at_a_time = Lock()


class NoSuchPage(LookupError):
    """The document does not have that many pages."""


def count_pages(content: bytes) -> int:
    """Return how many pages a PDF has."""
    with _one_at_a_time, pypdfium2.PdfDocument(content) as document:
        return len(document)


def draw_page(content: bytes, number: int, *, width: int) -> bytes:
    """Return a page of a PDF (the first is 1) as WebP of so many pixels wide, without what lies beyond the cut.

    Raises NoSuchPage.
    """
    drawn = BytesIO()
    _picture_of(content, number, width).save(drawn, "WEBP", quality=80, method=2)
    return drawn.getvalue()


def draw_png(content: bytes, number: int, *, width: int) -> bytes:
    """Return a page as `draw_page` does, as PNG: sharp letters, and what every other site takes. Raises NoSuchPage."""
    drawn = BytesIO()
    _picture_of(content, number, width).convert("RGB").save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def _picture_of(content: bytes, number: int, width: int) -> Image.Image:
    with _one_at_a_time, pypdfium2.PdfDocument(content) as document:
        if not 1 <= number <= len(document):
            raise NoSuchPage(number)
        page = document[number - 1]
        left, bottom, right, top = page.get_trimbox()
        page.set_cropbox(left, bottom, right, top)
        return page.render(scale=width / (right - left)).to_pil()
