"""The krachtenveld as a drawing: parties by interest (across) and influence (up), with the table beside it."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from programmes.approaches.calculations import HIGHEST, LOWEST, quarter_of
from programmes.approaches.models import Party
from wijkportaal.foundation.charts.drawing import Chart, Palette
from wijkportaal.foundation.charts.drawing.pieces import SMALL, svg, text

WIDTH = 560
HEIGHT = 460
LEFT, TOP, RIGHT, BOTTOM = 46, 14, 14, 46
RADIUS = 13
# How far parties at the same place stand from each other.
APART = 30


def force_field(parties: Sequence[Party], palette: Palette) -> Chart:
    """Draw parties as numbered circles; the numbers and names stand in the table."""
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    shapes = [*_quarters(wide, high, palette), *_axes(wide, high, palette)]
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, party in enumerate(parties, start=1):
        together[party.interest, party.influence].append(number)
    for (interest, influence), numbers in together.items():
        x = LEFT + (interest - LOWEST + 0.5) * wide / HIGHEST
        y = TOP + (HIGHEST - influence + 0.5) * high / HIGHEST
        for number, (dx, dy) in zip(numbers, _spread(len(numbers)), strict=True):
            shapes += _mark(x + dx, y + dy, number, parties[number - 1], palette)
    header = (_("Partij"), _("Belang"), _("Invloed"), _("Houding"), _("Dus"))
    rows = tuple(
        (
            f"{number}. {party.name}",
            _("%(score)s van 5") % {"score": party.interest},
            _("%(score)s van 5") % {"score": party.influence},
            str(party.get_stance_display()),
            quarter_of(party.interest, party.influence),
        )
        for number, party in enumerate(parties, start=1)
    )
    summary = " ".join(f"{row[0]}: {row[1]}, {row[2]}." for row in rows)
    title = _("Krachtenveld: belang en invloed per partij")
    return Chart(title, svg(shapes, height=HEIGHT, width=WIDTH, title=title, summary=summary), header, rows)


def _spread(number: int) -> list[tuple[float, float]]:
    """Return places around a point: one in the middle, more in rows of three."""
    places = []
    for index in range(number):
        row, column = divmod(index, 3)
        in_row = min(3, number - row * 3)
        rows = (number + 2) // 3
        places.append(((column - (in_row - 1) / 2) * APART, (row - (rows - 1) / 2) * APART))
    return places


def _quarters(wide: float, high: float, palette: Palette) -> list[str]:
    cut_x, cut_y = LEFT + wide * 0.6, TOP + high * 0.4
    corners = (
        (LEFT, TOP, cut_x, cut_y, (2, 5), "#ffffff"),
        (cut_x, TOP, WIDTH - RIGHT, cut_y, (5, 5), palette.tint),
        (LEFT, cut_y, cut_x, HEIGHT - BOTTOM, (2, 2), "#ffffff"),
        (cut_x, cut_y, WIDTH - RIGHT, HEIGHT - BOTTOM, (5, 2), "#ffffff"),
    )
    shapes = []
    for x, y, right, bottom, scores, fill in corners:
        shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{right - x:g}" height="{bottom - y:g}" '
            f'fill="{fill}" stroke="{palette.line}"/>'
        )
        shapes.append(text(x + 8, y + 18, quarter_of(*scores), fill=palette.muted, size=SMALL))
    return shapes


def _axes(wide: float, high: float, palette: Palette) -> list[str]:
    shapes = []
    for score in range(LOWEST, HIGHEST + 1):
        x = LEFT + (score - 0.5) * wide / HIGHEST
        y = TOP + (HIGHEST - score + 0.5) * high / HIGHEST
        shapes.append(
            text(x, HEIGHT - BOTTOM + 18, str(score), fill=palette.muted, anchor="middle", size=SMALL)
        )
        shapes.append(text(LEFT - 8, y + 4, str(score), fill=palette.muted, anchor="end", size=SMALL))
    shapes.append(
        text(LEFT + wide / 2, HEIGHT - 8, _("belang →"), fill=palette.ink, anchor="middle", weight=600)
    )
    label = text(0, 0, _("invloed →"), fill=palette.ink, anchor="middle", weight=600)
    shapes.append(f'<g transform="translate(15 {TOP + high / 2:g}) rotate(-90)">{label}</g>')
    return shapes


def _mark(x: float, y: float, number: int, party: Party, palette: Palette) -> list[str]:
    """A party that is against is a square, one that hesitates is outlined: shape says it before colour does."""
    filled = party.stance != "neutral"
    colour = palette.accent if party.stance == "against" else palette.primary
    paint = f'fill="{colour if filled else "#ffffff"}" stroke="{colour}" stroke-width="2"'
    if party.stance == "against":
        side = RADIUS * 2
        shape = f'<rect x="{x - RADIUS:g}" y="{y - RADIUS:g}" width="{side}" height="{side}" rx="3" {paint}/>'
    else:
        shape = f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}" {paint}/>'
    ink = "#ffffff" if filled else colour
    return [shape, text(x, y + 5, str(number), fill=ink, anchor="middle", size=SMALL, weight=600)]
