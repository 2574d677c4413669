"""Flows: what comes from where, and where it goes."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.translation import gettext as _

from wijkportaal.foundation.charts.calculations import Band, Stream, layered
from wijkportaal.foundation.charts.drawing.pieces import (
    SMALL,
    WIDTH,
    Chart,
    Palette,
    svg,
    text,
    wrapped,
    written,
)

NODE = 9
LABEL = 16
# Below this a band has no room for its pattern and is drawn as an outline alone.
FINE = 3.0


def flow_chart(
    *,
    caption: str,
    columns: Sequence[Sequence[str]],
    headings: Sequence[str],
    streams: Sequence[Stream],
    kinds: Sequence[tuple[str, str]],
    unit: str = "€",
    source: str = "",
    palette: Palette | None = None,
) -> Chart:
    """Draw streams from the nodes of one column to those of the next, with how sure each is.

    `kinds` are the keys of streams with their words, from the surest: the first is full, the second striped, the
    third only outlined with dashes, so that colour alone says nothing. The table has a row per stream of the
    first columns, which the later ones repeat.
    """
    palette = palette or Palette()
    columns = [list(column) for column in columns]
    most = max((len(column) for column in columns), default=1)
    gap = LABEL * 3
    boxes, bands = layered(columns, streams, height=max(110, 34 * most), gap=gap)
    legend, top = _legend(kinds, palette)
    shapes = list(legend)
    lefts = [4 + number * (WIDTH - 8 - NODE) / max(1, len(columns) - 1) for number in range(len(columns))]
    place = {name: lefts[number] for number, column in enumerate(columns) for name in column}
    order = [key for key, _words in kinds]
    for band in bands:
        style = order.index(band.stream.kind) if band.stream.kind in order else 0
        ends = (place[band.stream.source] + NODE, place[band.stream.target])
        told = _told(band.stream, kinds, unit)
        shapes += _band(band, ends, top, style=style, palette=palette, title=told)
    total = {box.name: _through(box.name, streams) for box in boxes}
    for box in boxes:
        x = lefts[box.column]
        shapes.append(
            f'<rect x="{x:g}" y="{box.top + top:.1f}" width="{NODE}" height="{max(box.bottom - box.top, 1):.1f}" '
            f'fill="{palette.ink}"/>'
        )
        side = 0 if box.column == 0 else 2 if box.column == len(columns) - 1 else 1
        value = written(total[box.name], unit=unit, decimals=0)
        shapes += _label(box.name, value, (x, box.top + top), side=side, palette=palette)
    height = max((box.bottom for box in boxes), default=0) + top + 8
    rows = tuple(
        (
            each.source,
            each.target,
            dict(kinds).get(each.kind, each.kind),
            written(each.value, unit=unit, decimals=0),
        )
        for each in streams
        if each.source in columns[0]
    )
    summary = _in_words(columns[0], total, unit) if columns else ""
    drawn = svg(shapes, height=height, title=caption, summary=summary)
    header = (*headings[:2], _("Hoe zeker"), _("Bedrag"))
    return Chart(caption, drawn, tuple(header), rows, source, summary)


def _through(name: str, streams: Sequence[Stream]):
    given = sum(each.value for each in streams if each.source == name)
    return given or sum(each.value for each in streams if each.target == name)


def _told(stream: Stream, kinds, unit: str) -> str:
    words = dict(kinds).get(stream.kind, stream.kind)
    return f"{stream.source} → {stream.target}: {written(stream.value, unit=unit, decimals=0)}, {words}"


def _legend(kinds, palette: Palette) -> tuple[list[str], float]:
    shapes, x, y = [], 4.0, 2.0
    for number, (_key, words) in enumerate(kinds):
        wide = 44 + len(words) * 6.9
        if x + wide > WIDTH and x > 4:
            x, y = 4.0, y + 22
        path = f"M{x:g} {y:g}h22v14h-22z"
        shapes += _painted(path, number, [f"M{x:g} {y + at:g}h22" for at in (3.5, 7, 10.5)], palette)
        shapes.append(text(x + 28, y + 12, words, fill=palette.ink, size=SMALL))
        x += wide
    return shapes, y + 20


def _painted(path: str, style: int, stripes: list[str], palette: Palette, title: str = "") -> list[str]:
    told = f"<title>{escape(title)}</title>" if title else ""
    if style == 0:
        return [f'<path d="{path}" fill="{palette.primary}" fill-opacity="0.75">{told}</path>']
    if style == 1:
        drawn = "".join(stripes)
        return [
            f'<path d="{path}" fill="{palette.tint}" fill-opacity="0.85">{told}</path>',
            f'<path d="{drawn}" fill="none" stroke="{palette.primary}" stroke-width="1.1"/>',
        ]
    return [
        f'<path d="{path}" fill="#ffffff" fill-opacity="0.6" stroke="{palette.accent}" stroke-width="1.2" '
        f'stroke-dasharray="4 3">{told}</path>'
    ]


def _band(
    band: Band, ends: tuple[float, float], top: float, *, style: int, palette: Palette, title: str
) -> list[str]:
    left, right = ends
    middle = (left + right) / 2
    start, end, thick = band.start + top, band.end + top, max(band.thickness, 0.8)

    def curve(offset: float) -> str:
        return f"M{left:g} {start + offset:.1f}C{middle:g} {start + offset:.1f} {middle:g} {end + offset:.1f} {right:g} {end + offset:.1f}"

    path = (
        f"{curve(0)}L{right:g} {end + thick:.1f}C{middle:g} {end + thick:.1f} {middle:g} {start + thick:.1f} "
        f"{left:g} {start + thick:.1f}Z"
    )
    count = max(1, int(thick // 4)) if thick >= FINE else 1
    stripes = [curve(thick * (number + 0.5) / count) for number in range(count)]
    return _painted(path, style, stripes, palette, title)


def _label(name: str, value: str, place: tuple[float, float], *, side: int, palette: Palette) -> list[str]:
    """The name in at most two lines and the amount, above the node; on a white ground, for bands pass there."""
    x, y = place
    anchor, at = (("start", x), ("middle", x + NODE / 2), ("end", x + NODE))[side]
    lines = wrapped(name, 17)
    said = [*((line, 600) for line in lines), (value, 400)]
    shapes = []
    for number, (line, weight) in enumerate(reversed(said)):
        base = y - 5 - number * (LABEL - 2)
        wide = len(line) * 6.8 + 4
        begin = at - wide if anchor == "end" else at - wide / 2 if anchor == "middle" else at
        shapes.append(
            f'<rect x="{begin:.1f}" y="{base - 11:.1f}" width="{wide:.1f}" height="{LABEL - 2}" fill="#ffffff" '
            'fill-opacity="0.72"/>'
        )
        shapes.append(text(at, base, line, fill=palette.ink, anchor=anchor, size=SMALL, weight=weight))
    return shapes


def _in_words(first: Sequence[str], total: dict, unit: str) -> str:
    if not first:
        return _("Er zijn geen bedragen bekend.")
    largest = max(first, key=lambda name: total[name])
    everything = sum(total[name] for name in first)
    return _("Samen %(total)s uit %(number)d bronnen. De grootste is %(name)s met %(value)s.") % {
        "total": written(everything, unit=unit, decimals=0),
        "number": len(first),
        "name": largest,
        "value": written(total[largest], unit=unit, decimals=0),
    }
