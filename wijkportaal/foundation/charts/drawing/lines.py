"""Lines: what went up and down through the years."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wijkportaal.foundation.charts.calculations import nice_scale, spread
from wijkportaal.foundation.charts.drawing.pieces import (
    SMALL,
    WIDTH,
    Chart,
    Palette,
    Series,
    Value,
    runs,
    svg,
    table,
    text,
    unknown,
    wrapped,
    written,
)


def _marker(kind: int, x: float, y: float, colour: str) -> str:
    """A circle, square, triangle or diamond, so that lines differ without colour too."""
    common = f'fill="{colour}" stroke="#ffffff" stroke-width="1.5"'
    if kind == 0:
        return f'<circle cx="{x:g}" cy="{y:g}" r="4.5" {common}/>'
    if kind == 1:
        return f'<rect x="{x - 4:g}" y="{y - 4:g}" width="8" height="8" {common}/>'
    if kind == 2:
        return f'<path d="M{x:g} {y - 5.5:g}l5.2 9.5h-10.4z" {common}/>'
    return f'<path d="M{x:g} {y - 5.8:g}l5.8 5.8l-5.8 5.8l-5.8 -5.8z" {common}/>'


def _change(series: Series, labels: Sequence[str], unit: str, decimals: int | None) -> str:
    known = [(label, value) for label, value in zip(labels, series.values, strict=True) if value is not None]
    if not known:
        return _("%(name)s: onbekend.") % {"name": series.name}
    first, last = known[0], known[-1]
    if first == last:
        return f"{series.name}: {written(last[1], unit=unit, decimals=decimals)} ({last[0]})."
    return _("%(name)s: van %(first)s (%(start)s) naar %(last)s (%(end)s).") % {
        "name": series.name,
        "first": written(first[1], unit=unit, decimals=decimals),
        "start": first[0],
        "last": written(last[1], unit=unit, decimals=decimals),
        "end": last[0],
    }


def line_chart(
    *,
    caption: str,
    labels: Sequence[str],
    series: Sequence[Series],
    unit: str = "",
    decimals: int | None = None,
    source: str = "",
    first_column: str = "",
    palette: Palette | None = None,
    from_zero: bool = False,
) -> Chart:
    """Lines over years (or other steps in time). The last series may be comparisons, drawn dashed."""
    palette = palette or Palette()
    labels = [str(label) for label in labels]
    scale = nice_scale((value for each in series for value in each.values), from_zero=from_zero)
    tick_texts = [written(tick, unit=unit, decimals=scale.decimals) for tick in scale.ticks]
    left = 12 + max(len(each) for each in tick_texts) * 7.2
    longest = max((len(line) for each in series for line in wrapped(each.name, 15)), default=0)
    right = WIDTH - 14 - longest * 7.3
    top, bottom = 14, 214
    shapes = []
    for tick, tick_text in zip(scale.ticks, tick_texts, strict=True):
        y = scale.place(tick, bottom, top)
        shapes.append(f'<path d="M{left:g} {y:g}H{right:g}" stroke="{palette.line}" stroke-width="1"/>')
        shapes.append(text(left - 8, y + 4.5, tick_text, fill=palette.muted, anchor="end", size=SMALL))
    gap = (right - left) / max(1, len(labels) - 1) if len(labels) > 1 else 0
    across = [
        round(left + 6 + index * (gap - 12 / max(1, len(labels) - 1)), 1) for index in range(len(labels))
    ]
    every = max(1, -(-len(labels) * 40 // int(max(right - left, 1))))
    for index, label in enumerate(labels):
        if (len(labels) - 1 - index) % every == 0:
            anchor = "middle"
            shapes.append(
                text(across[index], bottom + 22, label, fill=palette.muted, anchor=anchor, size=SMALL)
            )
    ends = []
    for number, each in enumerate(series):
        colour = palette.muted if each.is_comparison else palette.series[number % 4]
        places = [
            None if value is None else (across[index], scale.place(float(value), bottom, top))
            for index, value in enumerate(each.values)
        ]
        dash = ' stroke-dasharray="6 5"' if each.is_comparison else ""
        parts = [[place for place in places if place]] if each.is_sparse else runs(places)
        for run in parts:
            path = "L".join(f"{x:g} {y:g}" for x, y in run)
            shapes.append(
                f'<path d="M{path}" fill="none" stroke="{colour}" '
                f'stroke-width="{2 if each.is_comparison else 3}" stroke-linejoin="round" stroke-linecap="round"{dash}/>'
            )
        shapes += [_marker(number % 4, *place, colour) for place in places if place]
        for index, place in enumerate(places):
            if place is None and not (each.is_comparison or each.is_sparse):
                shapes.append(text(across[index], bottom - 4, "?", fill=colour, anchor="middle", weight=600))
        last = next((place for place in reversed(places) if place), None)
        if last:
            ends.append((each, colour, last))
    label_places = spread([end[2][1] for end in ends], 32, top + 4, bottom - 2)
    for (each, colour, last), y in zip(ends, label_places, strict=True):
        lines = wrapped(each.name, 15)
        for number, line in enumerate(lines):
            offset = y + 4.5 + (number - (len(lines) - 1) / 2) * 15
            shapes.append(text(max(last[0], right - 6) + 12, offset, line, fill=colour, weight=600))
    missing = unknown(labels, [each for each in series if not (each.is_comparison or each.is_sparse)])
    height = bottom + 34
    if missing:
        shapes.append(text(left, height + 8, _("? = onbekend"), fill=palette.muted, size=SMALL))
        height += 20
    summary = " ".join(_change(each, labels, unit, decimals) for each in series)
    header, rows = table(labels, series, first=first_column or _("Jaar"), unit=unit, decimals=decimals)
    drawn = svg(shapes, height=height, title=caption, summary=summary)
    return Chart(caption, drawn, header, rows, source, summary, missing)


def sparkline(*, label: str, values: Sequence[Value], palette: Palette | None = None) -> SafeString:
    """A line the size of a word, for in a table; its label must say what it shows."""
    palette = palette or Palette()
    scale = nice_scale(values, from_zero=False)
    step = 90 / max(1, len(values) - 1)
    places = [
        None if value is None else (round(5 + index * step, 1), scale.place(float(value), 24, 4))
        for index, value in enumerate(values)
    ]
    shapes = [
        f'<path d="M{"L".join(f"{x:g} {y:g}" for x, y in run)}" fill="none" stroke="{palette.primary}" '
        'stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>'
        for run in runs(places)
    ]
    last = next((place for place in reversed(places) if place), None)
    if last:
        shapes.append(f'<circle cx="{last[0]:g}" cy="{last[1]:g}" r="3" fill="{palette.accent}"/>')
    return svg(shapes, width=100, height=28, title=label, summary="")
