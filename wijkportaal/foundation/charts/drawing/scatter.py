"""Dots and curves on two scales of numbers: where each thing stands, and what a rule would give."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkportaal.foundation.charts.calculations import nice_scale
from wijkportaal.foundation.charts.drawing.pieces import (
    SMALL,
    WIDTH,
    Chart,
    Palette,
    Value,
    svg,
    text,
    written,
)

TOP, BOTTOM, RIGHT = 30, 234, WIDTH - 16


@dataclass(frozen=True)
class Curve:
    """A line through points (x, y), in order; a comparison is dashed."""

    name: str
    points: Sequence[tuple[Value, Value]]
    is_comparison: bool = False


@dataclass(frozen=True)
class Dot:
    """One thing by its name; without y it is unknown and only in the table."""

    name: str
    x: Value
    y: Value


def scatter_chart(
    *,
    caption: str,
    across: str,
    up: str,
    curves: Sequence[Curve],
    dots: Sequence[Dot],
    unit: str = "",
    first_column: str = "",
    palette: Palette | None = None,
) -> Chart:
    """Curves with dots; `across` and `up` name the axes, `unit` is of what goes up."""
    palette = palette or Palette()
    known = [dot for dot in dots if dot.y is not None]
    points = [point for curve in curves for point in curve.points]
    xs = nice_scale([dot.x for dot in known] + [x for x, _y in points], from_zero=True)
    ys = nice_scale([dot.y for dot in known] + [y for _x, y in points], from_zero=True)
    up_texts = [written(tick, unit=unit, decimals=ys.decimals) for tick in ys.ticks]
    left = 12 + max(len(each) for each in up_texts) * 7.2
    shapes = [text(4, 14, up, fill=palette.muted, size=SMALL)]
    for tick, tick_text in zip(ys.ticks, up_texts, strict=True):
        y = ys.place(tick, BOTTOM, TOP)
        shapes.append(f'<path d="M{left:g} {y:g}H{RIGHT:g}" stroke="{palette.line}" stroke-width="1"/>')
        shapes.append(text(left - 8, y + 4.5, tick_text, fill=palette.muted, anchor="end", size=SMALL))
    for number, tick in enumerate(xs.ticks):
        x = xs.place(tick, left, RIGHT)
        anchor = "end" if number == len(xs.ticks) - 1 else "middle"
        label = written(tick, decimals=xs.decimals)
        shapes.append(text(x, BOTTOM + 20, label, fill=palette.muted, anchor=anchor, size=SMALL))
    shapes.append(text(RIGHT, BOTTOM + 38, across, fill=palette.muted, anchor="end", size=SMALL))

    def place(x: Value, y: Value) -> tuple[float, float]:
        return xs.place(x, left, RIGHT), ys.place(y, BOTTOM, TOP)

    for curve in sorted(curves, key=lambda each: not each.is_comparison):
        if not curve.points:
            continue
        path = "L".join(f"{x:g} {y:g}" for x, y in (place(*point) for point in curve.points))
        colour, width, dash = (
            (palette.muted, 2, ' stroke-dasharray="6 5"') if curve.is_comparison else (palette.primary, 3, "")
        )
        shapes.append(
            f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dash}/>'
        )
    for dot in known:
        x, y = place(dot.x, dot.y)
        shapes.append(
            f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="{palette.accent}" stroke="#ffffff" stroke-width="1.5"/>'
        )
    legend, height = _legend(curves, palette, left), BOTTOM + 64
    summary = _("%(count)s punten. Streeplijn: %(dashed)s.") if len(curves) > 1 else _("%(count)s punten.")
    named = {"count": len(known), "dashed": ", ".join(each.name for each in curves if each.is_comparison)}
    return Chart(
        caption,
        svg([*shapes, *legend], height=height, title=caption, summary=summary % named),
        (first_column, across, up),
        tuple((dot.name, written(dot.x), written(dot.y, unit=unit, decimals=2)) for dot in dots),
        summary=summary % named,
        unknown=tuple(dot.name for dot in dots if dot.y is None),
    )


def _legend(curves: Sequence[Curve], palette: Palette, left: float) -> list[str]:
    """Say which line is which, when there are two."""
    if len(curves) < 2:
        return []
    shapes, x, y = [], left, BOTTOM + 52
    for curve in curves:
        colour = palette.muted if curve.is_comparison else palette.primary
        dash = ' stroke-dasharray="6 5"' if curve.is_comparison else ""
        shapes.append(f'<path d="M{x:g} {y:g}h26" stroke="{colour}" stroke-width="3"{dash}/>')
        shapes.append(text(x + 32, y + 4.5, curve.name, fill=palette.ink, size=SMALL))
        x += 60 + len(curve.name) * 7.2
    return shapes
