"""HTML in, PDF/UA-1 out, by WeasyPrint in a process that stays warm."""

import gc
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import pydyf

from wijkportaal.foundation.documents.engine import CSS, HTML, PROGRESS_LOGGER, FontConfiguration
from wijkportaal.foundation.documents.fetching import OwnFiles, read_static

# Dots per inch above which a photo is brought down: enough for a screen, and what a printer asks for.
RESOLUTION = {"screen": 150, "print": 300}
# Pages from which the memory of a layout matters (about 1.5 MB each).
LARGE = 24
# Three millimetres in points.
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


def render_pdf(html: str, *, variant: str = "screen", stylesheets: tuple[str, ...] = ()) -> bytes:
    """Return a document as PDF/UA-1. For its number of pages, colours and progress, see `render`."""
    return render(html, variant=variant, stylesheets=stylesheets).content


def render(
    html: str,
    *,
    variant: str = "screen",
    stylesheets: tuple[str, ...] = (),
    tokens: Mapping[str, str] | None = None,
    arrange: Callable[[list], list] | None = None,
    report: Callable[[int], None] | None = None,
) -> Rendered:
    """Lay out and write a document.

    `variant` is "screen" or "print" (3 mm bleed and crop marks, photos at 300 dpi). `stylesheets` are static
    paths; `tokens` are the values of `var(--name)` in them, such as the colours of a gemeente. `arrange` gets
    the laid-out pages and returns those that are kept, in order. `report(page)` is called for each page that
    is begun; an exception from it stops the work.
    """
    if "<title></title>" in html or "<title>" not in html or "lang=" not in html[:300]:
        raise MissingText("A document needs a <title> and <html lang>.")
    sheets = (BASE, *stylesheets, *([BLEED] if variant == "print" else []))
    with _one_at_a_time, _without_collecting(), _progress(report):
        document = HTML(string=html, url_fetcher=OwnFiles()).render(
            font_config=_fonts(),
            stylesheets=_parsed(sheets, tuple(sorted((tokens or {}).items()))),
            pdf_variant="pdf/ua-1",
            dpi=RESOLUTION[variant],
        )
        if arrange:
            document = document.copy(arrange(document.pages))
        content = document.write_pdf(
            pdf_variant="pdf/ua-1",
            dpi=RESOLUTION[variant],
            finisher=_mark_bleed if variant == "print" else None,
        )
        pages = len(document.pages)
        if pages > LARGE:
            # What a large document leaves behind is worth collecting before the next one starts.
            del document
            gc.collect()
    return Rendered(content, pages)


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    # Unpacking the fonts costs a quarter of a second: once per process, not once per document.
    return FontConfiguration()


@lru_cache(maxsize=8)
def _parsed(paths: tuple[str, ...], tokens: tuple[tuple[str, str], ...]) -> list[CSS]:
    # WeasyPrint resolves var() for each element again; here the values go in before parsing, once.
    values = dict(tokens)

    def value(match: re.Match) -> str:
        return values.get(match[1], match[0])

    return [
        CSS(
            string=TOKEN.sub(value, read_static(path).decode()),
            url_fetcher=OwnFiles(),
            font_config=_fonts(),
        )
        for path in paths
    ]


def _mark_bleed(_document, pdf) -> None:
    """Say in the file how far the colour goes beyond the cut (see static/print/bleed.css)."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page":
            left, bottom, right, top = item["TrimBox"]
            item["BleedBox"] = pydyf.Array(
                [left - BLEED_MARGIN, bottom - BLEED_MARGIN, right + BLEED_MARGIN, top + BLEED_MARGIN]
            )


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
    level = PROGRESS_LOGGER.level
    PROGRESS_LOGGER.addHandler(counter)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        PROGRESS_LOGGER.removeHandler(counter)
        PROGRESS_LOGGER.setLevel(level)
