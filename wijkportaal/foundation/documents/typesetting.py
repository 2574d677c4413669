"""Shortcuts through setting and drawing lines of text: what Pango is asked again and again and need not be asked.

As in `shortcuts`, which takes these too, nothing here changes a document.
"""

from functools import lru_cache
from math import inf
from struct import Struct

from weasyprint.draw import text as drawing
from weasyprint.layout.percent import percentage
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

ffi.cdef("""
    gpointer g_object_ref (gpointer object);
    PangoContext * pango_layout_get_context (PangoLayout *layout);
    PangoLayoutLine * pango_layout_line_ref (PangoLayoutLine *line);
    void pango_layout_line_unref (PangoLayoutLine *line);
    void pango_layout_line_index_to_x (PangoLayoutLine *line, int index, gboolean trailing, int *x_pos);
""")

# A glyph as Pango keeps it: which one, how wide, how far it is moved, and flags. Above LETTERS are no letters.
GLYPH = Struct("=IiiiI")
LETTERS = 0x0FFFFFFF
# More letters than go on a line, in its width divided by their size, with the beginning of the next line.
LETTERS_OF_A_SIZE = 3.2
MEASURED = ffi.new("int *")
# Before this version of Pango the size of a font is not that of the letters.
TRUE_SIZES = pango.pango_version() >= 14802 and ffi.sizeof("PangoGlyphInfo") == GLYPH.size

_setup = line_break.Layout.setup
_reactivate = line_break.Layout.reactivate
_split_first_line = line_break.split_first_line
_first_line_metrics = line_break.first_line_metrics
_draw_first_line = drawing.draw_first_line
_add_font = Stream.add_font


def setup(self, style) -> None:
    """Begin a layout in the Pango context that the style has already."""
    known = style.__dict__.get("_pango")
    if known is None:
        _setup(self, style)
        if self.ascent is None and pango.pango_layout_get_attributes(self.layout) == ffi.NULL:
            context = pango.pango_layout_get_context(self.layout)
            kept = ffi.gc(gobject.g_object_ref(context), gobject.g_object_unref)
            style._pango = kept, context, self.language, line_break.get_font_description(style)
        return
    _kept, context, self.language, description = known
    self.style = style
    self.first_line_direction = 0
    self.ascent = self.underline_position = self.strikethrough_position = None
    self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(self.layout, 0)
    pango.pango_layout_set_font_description(self.layout, description)


def split_first_line(  # noqa: PLR0917 - as the renderer calls it
    text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False
):
    """Return the first line of a text; an ordinary one without the tries of which the outcome is known.

    The renderer asks Pango for a line, asks whether the next word fits without the space behind it, and tries to
    hyphenate that. Here the word is measured first, in the line that it begins.
    """
    size = style["font_size"]
    if max_width is not None and 4 * size <= max_width < inf and _is_ordinary(text, style):
        found = _first_line(text, style, context, max_width, justification_spacing)
        if found is not None:
            return found
    return _split_first_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)


def _is_ordinary(text: str, style) -> bool:
    return (
        style["white_space"] == "normal"
        and style["letter_spacing"] == "normal"
        and bool(style["font_size"])
        and "\xad" not in text
        and "\n" not in text
    )


def _first_line(text: str, style, context, max_width: float, justification_spacing: float):
    """Return the line as `split_first_line` does; None where it takes a try."""
    short = text[: int(max_width / style["font_size"] * LETTERS_OF_A_SIZE)]
    layout = line_break.create_layout(short, style, context, max_width, justification_spacing)
    line, resume_at = layout.get_first_line()
    width, _height = line_break.line_size(line, style)
    if width > max_width or (resume_at is None and len(short) < len(text)):
        return None
    if resume_at is None:
        return line_break.first_line_metrics(line, text, layout, None, True, style)
    left = short.encode()[resume_at:].decode()
    begun = len(short) - len(left)
    attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
    until = line_break.get_next_break_point(attributes[begun + 1 : len(short)])
    if not until:
        return None
    word = left[:until].rstrip(" ")
    second = pango.pango_layout_get_line_readonly(layout.layout, 1)
    pango.pango_layout_line_index_to_x(second, resume_at + len(word.encode()), 0, MEASURED)
    if not word or width + MEASURED[0] * FROM_UNITS <= max_width:
        return None
    if style["hyphens"] == "auto" and until + 1 >= style["hyphenate_limit_chars"][0]:
        zone = percentage(style["hyphenate_limit_zone"], style, max_width)
        if max_width - width > zone:
            return None
    return line_break.first_line_metrics(line, short, layout, resume_at, True, style)


def first_line_metrics(  # noqa: PLR0917 - as the renderer calls it
    first_line, text, layout, resume_at, space_collapse, style, hyphenated=False, hyphenation_character=None
):
    """Measure a line, and keep its glyphs to be drawn: without them Pango has to set the text once more."""
    if resume_at and not hyphenated:
        # Without a width the line is set as it will be drawn.
        line = text.encode()[: first_line.length].decode()
        pango.pango_layout_set_width(layout.layout, -1)
        layout.set_text(line.rstrip(" ") if space_collapse else line)
        first_line, _second = layout.get_first_line()
    length = first_line.length
    if length == len(layout.text.encode()):
        layout.line = ffi.gc(pango.pango_layout_line_ref(first_line), pango.pango_layout_line_unref)
    if hyphenated:
        length -= len(hyphenation_character.encode())
    width, height = line_break.line_size(first_line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    layout.deactivate()
    return layout, length, resume_at, width, height, baseline


def reactivate(self, style) -> None:
    """Make a layout ready to be drawn; one that kept its line is."""
    if "line" in self.__dict__:
        self.layout = self.language = self.style = None
    else:
        _reactivate(self, style)


def draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix) -> list:
    """Draw the line that was kept; one that may still change, or holds more than letters, goes the long way."""
    layout = textbox.pango_layout
    line = layout.__dict__.get("line")
    if line is not None:
        if not textbox.text.strip():
            return []
        plain = TRUE_SIZES and text_overflow != "ellipsis" and block_ellipsis == "none"
        drawn = (
            _letters_of(stream, line, layout.text) if plain and textbox.style["font_size"] > 1e-3 else None
        )
        if drawn is not None:
            stream.set_text_matrix(*matrix.values)
            for font, size, letters in drawn:
                stream.set_font_size(font.hash, size)
                stream.show_text(letters)
            return []
        _reactivate(layout, textbox.style)
    return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)


def _letters_of(stream, line, text: str) -> list[tuple] | None:
    """Return the letters of a line by font, as a PDF has them; None for what is more than letters side by side."""
    drawn: list[tuple] = []
    before = None
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        if item.analysis.font != before:
            before = item.analysis.font
            font, size = stream.add_font(before)
            if font.png or font.svg or font.colr or font.bitmap:
                return None
            known = font.__dict__.setdefault("_letters", {}).setdefault(size, {})
            drawn.append((font, size, ""))
        letters = "<"
        found = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH.size)
        for number, (glyph, width, x_offset, y_offset, _flags) in enumerate(GLYPH.iter_unpack(found)):
            if glyph >= LETTERS or x_offset or y_offset:
                return None
            if (glyph, width) not in known:
                font.to_unicode.setdefault(glyph, _letter_of(item, glyphs, number, text))
                moved = _width_of(stream, font, size, before, glyph) - width * 1000 * FROM_UNITS / size
                known[glyph, width] = f"{glyph:04x}>{int(moved)}<" if moved else f"{glyph:04x}"
            letters += known[glyph, width]
        letters = letters[:-1] if letters[-1] == "<" else f"{letters}>"
        drawn[-1] = (font, size, drawn[-1][2] + letters)
    return drawn


def _width_of(stream, font, size: float, pango_font, glyph: int) -> int:
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return font.widths[glyph]


def _letter_of(item, glyphs, number: int, text: str) -> str:
    clusters, start = glyphs.log_clusters, glyphs.log_clusters[number]
    if item.analysis.level % 2:
        end = item.length if number == 0 else clusters[number - 1]
    else:
        end = item.length if number == glyphs.num_glyphs - 1 else clusters[number + 1]
    return text.encode()[item.offset + start : item.offset + end].decode()


@lru_cache(maxsize=512)
def _key_of(pango_font) -> tuple:
    # The font is held, so that its address stays its own.
    held = ffi.gc(gobject.g_object_ref(pango_font), gobject.g_object_unref)
    key, _description, size = get_pango_font_key(pango_font)
    return key, size, held


def add_font(self, pango_font) -> tuple:
    """Return a font of the document and its size, without describing it to find it."""
    key, size, _held = _key_of(pango_font)
    return (self._fonts[key], size) if key in self._fonts else _add_font(self, pango_font)


FUNCTIONS = (
    (_split_first_line, split_first_line),
    (_first_line_metrics, first_line_metrics),
    (_draw_first_line, draw_first_line),
)
METHODS = (
    (line_break.Layout, "setup", _setup, setup),
    (line_break.Layout, "reactivate", _reactivate, reactivate),
    (Stream, "add_font", _add_font, add_font),
)
