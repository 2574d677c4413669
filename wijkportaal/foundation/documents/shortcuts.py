"""What WeasyPrint works out again and again and need not, taken out of its way.

Nothing here changes a document: the same input gives the same bytes without it (there is a test). Why, and what
each saves, is in docs/adr/0086-print-faster.md. Imported by `engine` only, and written for the locked version.
"""

import re
import sys
from collections.abc import Callable
from functools import lru_cache

import pydyf
import weasyprint
from tinyhtml5 import inputstream
from weasyprint import CSS, document, html
from weasyprint.formatting_structure import boxes
from weasyprint.images import SVGImage
from weasyprint.layout import inline, page, percent
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text import fonts, line_break

from wijkportaal.foundation.documents import typesetting

# Rules that give every element of a document four pseudo-elements with a style of their own, for notes that
# nothing here has, and a marker, which only items of a list have.
NOTES = re.compile(r"^::(?:foot)?note-.*$", re.MULTILINE)
MARKERS = re.compile(r"^::marker", re.MULTILINE)
# What `resolve_percentages` sets on a box.
RESOLVED = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *(f"border_{side}_width" for side in ("left", "right", "top", "bottom")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
# What a drawing may use beside lines and their states.
MORE = ("XObject", "Pattern", "Shading")
PATTERNS = inputstream.characters_until_regex
# Blocks beside each other on the line that did not fit a page: a project has two.
KEPT = 4

_resolve_percentages = percent.resolve_percentages
_strut = line_break.strut
_get_font_description = fonts.get_font_description
_set_page_type_computed_styles = page.set_page_type_computed_styles
_inline_block_box_layout = inline.inline_block_box_layout
_chars_until = inputstream.HTMLUnicodeInputStream.chars_until
_layout_document = document.layout_document
_draw_drawing = SVGImage.draw
_page_references = pydyf.PDF.page_references
_paint = weasyprint.document.Page.paint


class HTML(weasyprint.HTML):
    """A document in which no element has the pseudo-elements of notes."""

    def _ua_stylesheets(self, forms: bool = False) -> list:
        return [_own_styles()]


@lru_cache(maxsize=1)
def _own_styles() -> CSS:
    rules = MARKERS.sub("li::marker", NOTES.sub("", html.UA))
    return CSS(string=rules, counter_style=html.UA_COUNTER_STYLE)


def paint(self, stream, scale: float = 1) -> None:
    """Draw a page, and keep what was drawn as one string: as words it takes ten times the memory."""
    _paint(self, stream, scale)
    stream.stream = [b"\n".join(map(pydyf._to_bytes, stream.stream))]


def page_references(pdf) -> tuple[bytes, ...]:
    """Return the references to all pages, as pydyf makes them anew for each element that is tagged."""
    numbers = pdf.pages["Kids"][::3]
    if len(pdf.__dict__.get("_references", ())) != len(numbers):
        pdf._references = tuple(f"{number} 0 R".encode() for number in numbers)
    return pdf._references


def resolve_percentages(box, containing_block) -> None:
    """Set widths, margins and paddings on a box: elements with one style share them, in a block of one size."""
    style = box.style
    if style["border_collapse"] == "collapse" or isinstance(box, boxes.PageBox):
        _resolve_percentages(box, containing_block)
        return
    size = containing_block
    if isinstance(size, boxes.Box):
        size = (size.width, size.height)
    known = style.__dict__.setdefault("_resolved", {})
    if size not in known:
        _resolve_percentages(box, size)
        known[size] = {name: box.__dict__[name] for name in RESOLVED}
    else:
        box.__dict__.update(known[size])


def strut(style) -> tuple[float, float]:
    """Return the height of a line in a style and its baseline, without making a key of twenty properties first."""
    if "_strut" not in style.__dict__:
        style._strut = _strut(style)
    return style._strut


def get_font_description(style):
    """Return the typeface of a style for Pango, which copies it."""
    if "_font_description" not in style.__dict__:
        style._font_description = _get_font_description(style)
    return style._font_description


def set_page_type_computed_styles(page_type, document, style_for) -> None:
    """Let pages share their style and those of their margins, unless a rule counts pages."""
    styles = style_for.get_computed_styles()
    known = style_for.__dict__.setdefault("_pages", {})
    kind = (page_type.side, page_type.blank, page_type.index == 0, page_type.name)
    if kind not in known:
        _set_page_type_computed_styles(page_type, document, style_for)
        made = {part: style for (element, part), style in styles.items() if element == page_type}
        if not _pages_are_counted(style_for):
            known[kind] = made
        return
    for part, style in known[kind].items():
        styles[page_type, part] = style


def _pages_are_counted(style_for) -> bool:
    return any(
        selector[2].index is not None
        for sheet, _origin, _specificity in style_for._sheets
        for _rule, selectors, _declarations in sheet.page_rules
        for selector in selectors
    )


def inline_block_box_layout(  # noqa: PLR0917 - as the renderer calls it
    context, box, position_x, skip_stack, containing_block, absolute_boxes, fixed_boxes
):
    """Lay out a block on a line; when it did not fit its page, the next page gets what was laid out.

    Such a block is laid out as if there were no end to the page, so on the next page it is the same. The last one
    of a page would be laid out twice, and a page has but two or three.
    """
    kept = context.__dict__.setdefault("_laid_out", {})
    if any(number > context.current_page for _size, number, _made in kept.values()):
        kept.clear()
    size = (containing_block.width, containing_block.height)
    whole = skip_stack is None and not context.footnotes
    if whole and box in kept:
        known_size, number, made = kept.pop(box)
        if (known_size, number) == (size, context.current_page - 1):
            made = _copied(made)
            made.translate(position_x - made.position_x, -made.position_y)
            return made
    outside = len(absolute_boxes) + len(fixed_boxes)
    made = _inline_block_box_layout(
        context, box, position_x, skip_stack, containing_block, absolute_boxes, fixed_boxes
    )
    if whole and outside == len(absolute_boxes) + len(fixed_boxes):
        kept[box] = (size, context.current_page, made)
        if len(kept) > KEPT:
            del kept[next(iter(kept))]
    return made


def _copied(box):
    """Return a copy that can be moved while the first stays where it is."""
    if isinstance(box, AbsolutePlaceholder):
        twin = AbsolutePlaceholder(_copied(box._box))
        object.__setattr__(twin, "_layout_done", box._layout_done)
        return twin
    twin = box.copy()
    twin.children = [_copied(child) for child in box.children]
    if isinstance(box, boxes.TableBox):
        twin.column_groups = tuple(_copied(group) for group in box.column_groups)
    return twin


def layout_document(html, root_box, context, max_loops: int = 8):
    """Lay out all pages, and let go of what they were made of: through the contents it would stay."""
    yield from _layout_document(html, root_box, context, max_loops)
    context.target_collector.target_lookup_items.clear()
    context.target_collector.counter_lookup_items.clear()


def draw_drawing(self, stream, width: float, height: float, style) -> None:
    """Draw an icon; of one that was drawn before in this size, what was drawn is used again."""
    resources = stream._resources
    fresh = len(stream.stream) == 1 and not any(resources[kind] for kind in ("ExtGState", *MORE))
    drawn = self.__dict__.setdefault("_drawn", {})
    if fresh and (width, height) in drawn:
        lines, states = drawn[width, height]
        stream.stream += lines
        resources["ExtGState"].update(states)
        return
    _draw_drawing(self, stream, width, height, style)
    if fresh and not any(resources[kind] for kind in MORE):
        drawn[width, height] = stream.stream[1:], dict(resources["ExtGState"])


def chars_until(self, characters, opposite: bool = False) -> str:
    """Read on to one of these characters; the parser keeps its patterns where it does not find them again."""
    if (characters, opposite) not in PATTERNS:
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        PATTERNS[characters, opposite] = re.compile(f"[{'' if opposite else '^'}{listed}]+")
    return _chars_until(self, characters, opposite)


def _put_in_place(original: Callable, better: Callable) -> None:
    # Modules import these functions by name, so each has to be told.
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, original.__name__, None) is original:
            setattr(module, original.__name__, better)


def take() -> None:
    """Take all shortcuts, for this process."""
    for original, shortcut in SHORTCUTS:
        _put_in_place(original, shortcut)
    for owner, name, _original, shortcut in METHODS:
        setattr(owner, name, shortcut)


def leave() -> None:
    """Go the long way again, to see that it leads to the same place."""
    for original, shortcut in SHORTCUTS:
        _put_in_place(shortcut, original)
    for owner, name, original, _shortcut in METHODS:
        setattr(owner, name, original)


SHORTCUTS = (
    (_resolve_percentages, resolve_percentages),
    (_strut, strut),
    (_get_font_description, get_font_description),
    (_set_page_type_computed_styles, set_page_type_computed_styles),
    (_inline_block_box_layout, inline_block_box_layout),
    (_layout_document, layout_document),
    *typesetting.FUNCTIONS,
)
METHODS = (
    (pydyf.PDF, "page_references", _page_references, property(page_references)),
    (weasyprint.document.Page, "paint", _paint, paint),
    (SVGImage, "draw", _draw_drawing, draw_drawing),
    (inputstream.HTMLUnicodeInputStream, "chars_until", _chars_until, chars_until),
    *typesetting.METHODS,
)
