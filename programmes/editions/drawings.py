"""Vectors in the brochure: the maps, the bar of money and the QR codes, as SVG with a text alternative."""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import segno
from django.utils.translation import gettext as _

from programmes.editions.brochure import Brochure, MoneySource, PrintedProject
from programmes.editions.calculations import divide
from wijkportaal.foundation.branding.calculations import mix
from wijkportaal.foundation.documents.maps import Frame, Palette, Pin, draw_map
from wijkportaal.foundation.money.calculations import euros, shares

# Told apart without colour too: each next to its neighbour differs clearly in lightness.
MONEY_COLOURS = ("#0f4f57", "#e0a526", "#7a3b8f", "#8fb8a8", "#b3431a", "#9aa5b1", "#1f5f96", "#d8cfc0")
PAPER_WIDTH, PAPER_HEIGHT = 210, 297
BLEED = 3
LEGEND_COLUMNS = 3
# What the name of a theme takes in the list beside the map, in mm.
HEAD_HEIGHT = 9.0
# Letters that fit a line there.
LEGEND_LINE = 28
# The page below its heading, and the smallest map that is still of use, in mm.
MAP_PAGE, SMALLEST_MAP = 222, 96


def draw_cover_map(brochure: Brochure) -> str:
    """Return the area over the lower part of the cover, among its neighbours and beyond the cut."""
    primary = brochure.gemeente.primary
    frame = Frame(PAPER_WIDTH + 2 * BLEED, 212, left=24, top=34, right=24, bottom=46)
    palette = Palette(
        ground=primary,
        neighbour=mix("#ffffff", primary, 0.07),
        neighbour_line=mix("#ffffff", primary, 0.22),
        area="#ffd84d",
        line="#ffd84d",
        text=mix("#ffffff", primary, 0.75),
        pin_line="#ffd84d",
    )
    return draw_map(
        brochure.border,
        title=_("Kaart van %(area)s tussen de gebieden eromheen") % {"area": brochure.area_name},
        frame=frame,
        palette=palette,
        neighbours=brochure.neighbours,
        names=False,
        scale_bar=False,
    )


def draw_area_shape(brochure: Brochure) -> str:
    """Return the area among its neighbours on a quiet ground, for a cover without a photo."""
    primary = brochure.gemeente.primary
    palette = Palette(
        ground=mix(primary, "#ffffff", 0.14),
        neighbour=mix(primary, "#ffffff", 0.09),
        neighbour_line="#ffffff",
        area=primary,
        line=primary,
        text=primary,
    )
    return draw_map(
        brochure.border,
        title=_("Kaart van %(area)s tussen de gebieden eromheen") % {"area": brochure.area_name},
        frame=Frame(PAPER_WIDTH + 2 * BLEED, 170, 30, 22, 30, 22),
        palette=palette,
        neighbours=brochure.neighbours,
        names=False,
        scale_bar=False,
    )


def draw_project_map(brochure: Brochure, *, letters: float = 1.0) -> str:
    """Return the map with the numbers of the projects; "" when the area has no border."""
    primary = brochure.gemeente.primary
    palette = Palette(
        ground="#f1ede5",
        neighbour="#faf8f4",
        neighbour_line="#d6cec0",
        area="#ffffff",
        line=primary,
        text="#5a625f",
    )
    title = _("Kaart van %(area)s met de nummers van %(count)s projecten; de lijst staat eronder") % {
        "area": brochure.area_name,
        "count": len(brochure.on_map),
    }
    return draw_map(
        brochure.border,
        title=title,
        frame=Frame(174, map_height(brochure, letters=letters), 9, 9, 9, 9),
        palette=palette,
        neighbours=brochure.neighbours,
        pins=[Pin(str(project.number), project.place, project.theme.colour) for project in brochure.on_map],
    )


def draw_colouring_map(brochure: Brochure) -> str:
    """Return the outlines alone, for a child to fill in; "" when the area has no border."""
    palette = Palette("#ffffff", "#ffffff", "#b9c3c2", "#ffffff", "#1d2624", "#5a625f")
    return draw_map(
        brochure.border,
        title=_("Omtrek van %(area)s om in te kleuren") % {"area": brochure.area_name},
        frame=Frame(174, 195, 6, 6, 6, 6),
        palette=palette,
        neighbours=brochure.neighbours,
        scale_bar=False,
    )


def legend_height(project: PrintedProject, *, is_first: bool, letters: float = 1.0) -> float:
    """Return how much of the list beside the map a project takes (mm), the name of its theme included.

    `letters` is how much larger than usual the letters are.
    """
    lines = 1 + len(project.title) * letters // LEGEND_LINE
    return letters * (4 + 2.8 * lines + (HEAD_HEIGHT if is_first else 0))


def legend_heights(brochure: Brochure, *, letters: float = 1.0) -> list[float]:
    """Return the height of each line of the list beside the map, by theme."""
    return [
        legend_height(project, is_first=project is projects[0], letters=letters)
        for _theme, projects in brochure.themes
        for project in projects
    ]


def map_height(brochure: Brochure, *, letters: float = 1.0) -> int:
    """Return how high the map is (mm): what the list below it leaves of the page.

    When that is little, the map has the page to itself and the list stands on the next one.
    """
    heights = legend_heights(brochure, letters=letters)
    columns, start = [], 0
    for count in divide(heights, LEGEND_COLUMNS):
        # A theme that goes on in a column has its name there again.
        columns.append(sum(heights[start : start + count]) + letters * HEAD_HEIGHT)
        start += count
    left = MAP_PAGE - max(columns, default=0)
    return int(min(188, left)) if left >= SMALLEST_MAP else MAP_PAGE


def draw_money(money: Sequence[MoneySource]) -> str:
    """Return one bar in which each source has its share; the table beside it has the amounts."""
    percentages = shares([source.amount for source in money])
    told = ", ".join(
        f"{source.name} {euros(source.amount)} ({share} %)"
        for source, share in zip(money, percentages, strict=True)
    )
    width, left, drawn = 174.0, 0.0, []
    for index, share in enumerate(percentages):
        part = width * share / 100
        drawn.append(
            f'<rect x="{left:.2f}" y="0" width="{max(part - 0.6, 0.2):.2f}" height="13" '
            f'fill="{money_colour(index)}"/>'
        )
        left += part
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} 13" width="{width:g}mm" height="13mm">'
        f"<title>{escape(_('Wie betaalt') + ': ' + told)}</title>{''.join(drawn)}</svg>"
    )


def money_colour(index: int) -> str:
    """Return the colour of the so-manieth source of money."""
    return MONEY_COLOURS[index % len(MONEY_COLOURS)]


def draw_code(url: str, title: str) -> str:
    """Return a QR code as vectors, dark on white with the quiet zone that readers need."""
    code = segno.make(url, error="m", micro=False)
    size = code.symbol_size(border=2)[0]
    buffer = BytesIO()
    code.save(
        buffer, kind="svg", border=2, xmldecl=False, svgns=False, omitsize=True, svgclass=None, lineclass=None
    )
    text = buffer.getvalue().decode()
    inner = text[text.index(">") + 1 : text.rindex("</svg>")]
    alternative = escape(_("QR-code naar %(title)s: %(url)s") % {"title": title, "url": url})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" class="qr" width="38mm" height="38mm">'
        f'<title>{alternative}</title><rect width="{size}" height="{size}" fill="#ffffff"/>{inner}</svg>'
    )
