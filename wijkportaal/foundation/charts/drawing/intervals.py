"""Intervals: a value, and between which two numbers it lies for all we know."""

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
    wrapped,
    written,
)

ROW = 36


@dataclass(frozen=True)
class Interval:
    """A value with its interval; without a value `note` says why. `number` is of how many it was taken."""

    label: str
    value: Value = None
    low: Value = None
    high: Value = None
    number: int | None = None
    note: str = ""


def interval_chart(
    *,
    caption: str,
    intervals: Sequence[Interval],
    unit: str = "%",
    decimals: int = 0,
    highest: Value = None,
    source: str = "",
    first_column: str = "",
    number_column: str = "",
    highlight: str = "",
    palette: Palette | None = None,
) -> Chart:
    """One line for each label: a dot at its value and a bar over its interval. `highest` fixes the end of the scale.

    `number_column` heads the column of numbers in the table; without it there is none.
    """
    palette = palette or Palette()
    ends = [each.high for each in intervals]
    scale = nice_scale([*ends, *(each.value for each in intervals), highest], from_zero=True)
    lines = [wrapped(each.label, 16) for each in intervals]
    left = min(136.0, 14 + max((len(line) for found in lines for line in found), default=4) * 7.3)
    right = WIDTH - 62.0
    bottom = 26 + ROW * len(intervals)
    shapes = []
    for number, tick in enumerate(scale.ticks):
        x = scale.place(tick, left, right)
        shapes.append(f'<path d="M{x:g} 20V{bottom - 4:g}" stroke="{palette.line}" stroke-width="1"/>')
        if number % 2 == 0 or len(scale.ticks) < 5:
            label = written(tick, unit=unit, decimals=scale.decimals)
            shapes.append(text(x, 13, label, fill=palette.muted, anchor="middle", size=SMALL))
    for number, (each, found) in enumerate(zip(intervals, lines, strict=True)):
        y = 26 + ROW * number + ROW / 2 - 4
        colour = palette.accent if each.label == highlight else palette.primary
        weight = 700 if each.label == highlight else 400
        for place, line in enumerate(found):
            offset = y + 4.5 + (place - (len(found) - 1) / 2) * 15
            shapes.append(text(left - 8, offset, line, fill=palette.ink, anchor="end", weight=weight))
        if each.value is None:
            shapes.append(text(left + 6, y + 4.5, each.note or _("onbekend"), fill=palette.muted, size=SMALL))
            continue
        start, end, at = (scale.place(value, left, right) for value in (each.low, each.high, each.value))
        shapes.append(
            f'<rect x="{start:g}" y="{y - 6:g}" width="{max(end - start, 2):g}" height="12" rx="6" '
            f'fill="{palette.tint}" stroke="{colour}" stroke-width="1"/>'
        )
        shapes.append(
            f'<circle cx="{at:g}" cy="{y:g}" r="5.5" fill="{colour}" stroke="#ffffff" stroke-width="1.5"/>'
        )
        shown = written(each.value, unit=unit, decimals=decimals)
        shapes.append(text(WIDTH - 4, y + 4.5, shown, fill=palette.ink, anchor="end", weight=600))
    header = [
        first_column or _("Soort"),
        _("Waarde"),
        _("Van"),
        _("Tot"),
        *([number_column] if number_column else []),
    ]
    rows = tuple(_row(each, unit, decimals, has_number=bool(number_column)) for each in intervals)
    summary = " ".join(_in_words(each, unit, decimals) for each in intervals)
    drawn = svg(shapes, height=bottom, title=caption, summary=summary)
    missing = tuple(each.label for each in intervals if each.value is None)
    return Chart(caption, drawn, tuple(header), rows, source, summary, missing)


def _row(each: Interval, unit: str, decimals: int, *, has_number: bool) -> tuple[str, ...]:
    if each.value is None:
        cells = [each.note or _("onbekend"), "–", "–"]
    else:
        cells = [written(value, unit=unit, decimals=decimals) for value in (each.value, each.low, each.high)]
    if has_number:
        cells.append("–" if each.number is None else written(each.number, decimals=0))
    return (each.label, *cells)


def _in_words(each: Interval, unit: str, decimals: int) -> str:
    if each.value is None:
        return f"{each.label}: {each.note or _('onbekend')}."
    value, low, high = (
        written(number, unit=unit, decimals=decimals) for number in (each.value, each.low, each.high)
    )
    return _("%(label)s: %(value)s (tussen %(low)s en %(high)s).") % {
        "label": each.label,
        "value": value,
        "low": low,
        "high": high,
    }
