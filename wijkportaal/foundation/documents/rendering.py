"""HTML in, accessible PDF out, by WeasyPrint in a process that stays warm. One layout gives every variant."""

import atexit
import gc
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

import pydyf
from django.utils.functional import SimpleLazyObject

from wijkportaal.foundation.documents.sources import read_static

if TYPE_CHECKING:
    from wijkportaal.foundation.documents.engine import CSS, FontConfiguration

# Read by the first document of a process: a quarter of the time in which the portal starts, for the few that print.
engine = SimpleLazyObject(lambda: import_module("wijkportaal.foundation.documents.engine"))
fetching = SimpleLazyObject(lambda: import_module("wijkportaal.foundation.documents.fetching"))

SCREEN, PRINT, ARCHIVE = "screen", "print", "archive"
# Dots per inch above which a photo is brought down: enough for a screen, and what a printer asks for.
RESOLUTION = {PRINT: 300, ARCHIVE: 300, SCREEN: 150}
STANDARD = {SCREEN: "pdf/ua-1", PRINT: "pdf/ua-1", ARCHIVE: "pdf/a-3a"}
# Pages from which the memory of a layout matters (about 2.5 MB each).
LARGE = 24
# Room around the page for the marks, in mm (see static/print/bleed.css), and the bleed itself in points.
MARKS_MARGIN = 8
BLEED_MARGIN = 3 * 72 / 25.4
BASE = "print/base.css"
BLEED = "print/bleed.css"
TOKEN = re.compile(r"var\(--([a-z0-9-]+)\)")
# Fonts and stylesheets are shared by all documents of a process, and Pango's font map is not for two threads.
_one_at_a_time = Lock()


class MissingText(Exception):
    """A document lacks what PDF/UA demands of it: a title or a language."""


@dataclass(frozen=True)
class Rendered:
    """A finished PDF and its number of pages."""

    content: bytes
    pages: int


Arrange = Callable[[list], list]


@dataclass(frozen=True)
class DataFile:
    """A file inside an archive PDF: the data that the document was made from."""

    name: str
    content: bytes
    description: str


def render_pdf(html: str, *, variant: str = SCREEN, stylesheets: tuple[str, ...] = ()) -> bytes:
    """Return a document as PDF/UA-1. For its number of pages, colours and progress, see `render`."""
    return render(html, variant=variant, stylesheets=stylesheets).content


def render(html: str, *, variant: str = SCREEN, arrange: Arrange | None = None, **options) -> Rendered:
    """Lay out and write a document in one variant; see `render_variants`."""
    return render_variants(html, {variant: arrange}, **options)[variant]


def render_variants(
    html: str,
    variants: Mapping[str, Arrange | None],
    *,
    stylesheets: tuple[str, ...] = (),
    tokens: Mapping[str, str] | None = None,
    scale: float = 1.0,
    data: DataFile | None = None,
    report: Callable[[int], None] | None = None,
) -> dict[str, Rendered]:
    """Lay out a document once and write it in each of the variants that are asked for.

    The variants are "screen" (PDF/UA-1, photos at 150 dpi), "print" (the same with 3 mm bleed and crop marks,
    photos at 300 dpi) and "archive" (PDF/A-3a, with `data` inside). Each may arrange the laid-out pages: the
    function gets them all and returns those that are kept, in order.

    `stylesheets` are static paths; `tokens` are the values of `var(--name)` in them, such as the colours of a
    gemeente. `scale` makes all of it smaller or larger on paper. `report(page)` is called for each page that is
    begun; an exception from it stops the work.
    """
    if "<title></title>" in html or "<title>" not in html or "lang=" not in html[:300]:
        raise MissingText("A document needs a <title> and <html lang>.")
    sheets = (BASE, *stylesheets, *([BLEED] if PRINT in variants else []))
    values = {"bleed": f"{MARKS_MARGIN / scale:.3f}mm"} | dict(tokens or {})
    # The highest resolution first: a photo that was brought down stays so.
    in_order = sorted(variants, key=lambda variant: -RESOLUTION[variant])
    photos: dict = {}
    with _one_at_a_time, _without_collecting(), _progress(report):
        layout = engine.HTML(string=html, url_fetcher=fetching.OwnFiles()).render(
            font_config=_fonts(),
            stylesheets=_parsed(sheets, tuple(sorted(values.items()))),
            pdf_variant="pdf/ua-1",
            dpi=RESOLUTION[in_order[0]],
            cache=photos,
        )
        rendered = {}
        for variant in in_order:
            for page in layout.pages:
                page._page_box.is_done = variant == in_order[-1]
            rendered[variant] = _write(layout, variant, variants[variant], photos, scale=scale, data=data)
        if len(layout.pages) > LARGE:
            # What a large document leaves behind is worth collecting before the next one starts. A drawing among
            # its pictures still knows the whole layout. All of it is young: nothing was collected meanwhile, and
            # the rest of Django need not be walked.
            del layout
            photos.clear()
            gc.collect(0)
    return rendered


def _write(
    layout, variant: str, arrange: Arrange | None, photos: dict, *, scale: float, data: DataFile | None
) -> Rendered:
    document = layout.copy(arrange(layout.pages) if arrange else layout.pages)
    document.color_profiles = {}
    document.metadata = copy(layout.metadata)
    document.metadata.xmp_metadata = []
    for photo in photos.values():
        if isinstance(photo, engine.RasterImage):
            photo._dpi = RESOLUTION[variant]
    attachments = []
    if variant == ARCHIVE and data:
        attachments.append(
            engine.Attachment(
                string=data.content, name=data.name, description=data.description, relationship="Data"
            )
        )
    with _trimmed(document.pages, trimmed=variant != PRINT):
        content = document.write_pdf(
            pdf_variant=STANDARD[variant],
            dpi=RESOLUTION[variant],
            zoom=scale,
            attachments=attachments,
            finisher=partial(_mark_cut, bleed=BLEED_MARGIN if variant == PRINT else 0),
        )
    return Rendered(content, len(document.pages))


@contextmanager
def _trimmed(pages: list, *, trimmed: bool) -> Iterator[None]:
    """Leave out what is beyond the cut, with the marks, of pages that were laid out for a printer."""
    if not trimmed:
        yield
        return
    kept = [(page, page.bleed, page._page_box.style, page._page_box.style["marks"]) for page in pages]
    for page, bleed, style, _marks in kept:
        page.bleed, style["marks"] = dict.fromkeys(bleed, 0), ()
    try:
        yield
    finally:
        for page, bleed, style, marks in kept:
            page.bleed, style["marks"] = bleed, marks


def warm_up() -> None:
    """Unpack the fonts, so that processes that are forked from this one need not."""
    _parsed((BASE,), ())


@lru_cache(maxsize=1)
def _fonts() -> "FontConfiguration":
    # Unpacking the fonts costs a quarter of a second: once per process, not once per document.
    return engine.FontConfiguration()


@lru_cache(maxsize=8)
def _parsed(paths: tuple[str, ...], tokens: tuple[tuple[str, str], ...]) -> "list[CSS]":
    # WeasyPrint resolves var() for each element again; here the values go in before parsing, once.
    values = dict(tokens)

    def value(match: re.Match) -> str:
        return values.get(match[1], match[0])

    return [
        engine.CSS(
            string=TOKEN.sub(value, read_static(path).decode()),
            url_fetcher=fetching.OwnFiles(),
            font_config=_fonts(),
        )
        for path in paths
    ]


@atexit.register
def _let_fonts_go() -> None:
    # At the end of a process, while the library that they belong to is still there.
    _parsed.cache_clear()
    _fonts.cache_clear()


def _mark_cut(document, pdf, *, bleed: float) -> None:
    """Say in the file where the page is cut, and how far (in points) the colour goes beyond it.

    The renderer forgets its own scale when it writes the cut, and calls the room for the marks bleed.
    """
    written = (
        item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page"
    )
    for page, item in zip(document.pages, written, strict=True):
        left, bottom, right, top = item["MediaBox"]
        share = page.bleed["left"] / (page.width + 2 * page.bleed["left"])
        marks = (right - left) * share
        cut = [left + marks, bottom + marks, right - marks, top - marks]
        item["TrimBox"] = pydyf.Array(cut)
        item["BleedBox"] = pydyf.Array([cut[0] - bleed, cut[1] - bleed, cut[2] + bleed, cut[3] + bleed])


@contextmanager
def _without_collecting() -> Iterator[None]:
    # A layout is some million objects that live until it is written. The collector walks them, and all of
    # Django, again and again and finds nothing: a fifth of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _PageCounter(logging.Handler):
    def __init__(self, report: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self.report = report

    def handle(self, record: logging.LogRecord) -> bool:
        if "Creating layout" in str(record.msg) and record.args:
            self.report(record.args[0])
        return True


@contextmanager
def _progress(report: Callable[[int], None] | None) -> Iterator[None]:
    if report is None:
        yield
        return
    counter = _PageCounter(report)
    logger = engine.PROGRESS_LOGGER
    level = logger.level
    logger.addHandler(counter)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(counter)
        logger.setLevel(level)
