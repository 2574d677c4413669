"""Bars: what is more and what is less."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wijkportaal.foundation.charts.calculations import nice_scale
from wijkportaal.foundation.charts.drawing.pieces import (
    SMALL,
    WIDTH,
    Chart,
    Palette,
    Series,
    Value,
    pairs,
    svg,
    table,
    text,
    unknown,
    wrapped,
    written,
)


def _bar(
    place: tuple, size: tuple, number: int, *, series: Series, palette: Palette, is_highlight: bool
) -> str:
    """Bars of different series differ by being full or outlined, and only then by colour."""
    (x, y), (width, height) = place, size
    colour = palette.accent if is_highlight and number == 0 else palette.series[number // 2 % 4]
    if series.is_comparison or number % 2:
        paint = f'fill="{palette.tint}" stroke="{colour}" stroke-width="1.5"'
    else:
        paint = f'fill="{colour}"'
    return f'<rect x="{x:g}" y="{y:g}" width="{max(width, 1):g}" height="{height:g}" rx="2" {paint}/>'


def _legend(series: Sequence[Series], palette: Palette) -> list[str]:
    shapes, x = [], 4.0
    for number, each in enumerate(series):
        shapes.append(_bar((x, 3), (14, 14), number, series=each, palette=palette, is_highlight=False))
        shapes.append(text(x + 20, 15, each.name, fill=palette.ink, size=SMALL))
        x += 38 + len(each.name) * 6.9
    return shapes


def _bars_in_words(labels, series, unit, decimals) -> str:
    first = series[0]
    known = [(value, label) for label, value in zip(labels, first.values, strict=True) if value is not None]
    if not known:
        return _("Alle waarden zijn onbekend.")
    high, low = max(known), min(known)
    return _("Hoogste: %(high)s met %(most)s. Laagste: %(low)s met %(least)s.") % {
        "high": high[1],
        "most": written(high[0], unit=unit, decimals=decimals),
        "low": low[1],
        "least": written(low[0], unit=unit, decimals=decimals),
    }


def bar_chart(
    *,
    caption: str,
    labels: Sequence[str],
    series: Sequence[Series] | None = None,
    values: Sequence[Value] | None = None,
    unit: str = "",
    decimals: int | None = None,
    source: str = "",
    first_column: str = "",
    highlight: str = "",
    palette: Palette | None = None,
) -> Chart:
    """Horizontal bars with their value beside them; with several series a group of bars per label.

    `highlight` is the label that the page is about.
    """
    palette = palette or Palette()
    labels = [str(label) for label in labels]
    series = list(series) if series is not None else [Series(_("Aantal"), list(values or []))]
    scale = nice_scale((value for each in series for value in each.values), from_zero=True)
    lines = [wrapped(label, 18) for label in labels]
    left = min(150.0, 10 + max((len(line) for label in lines for line in label), default=4) * 7.3)
    widest = max(
        (len(written(value, unit=unit, decimals=decimals)) for each in series for value in each.values),
        default=1,
    )
    right = WIDTH - 12 - widest * 7.4
    thick, between = (22, 14) if len(series) == 1 else (18, 16)
    shapes, y = [], 6.0
    if len(series) > 1:
        shapes += _legend(series, palette)
        y += 26
    begin = y
    zero = scale.place(0, left, right)
    for index, label in enumerate(labels):
        group = max(thick * len(series), 15 * len(lines[index]))
        middle = y + group / 2
        weight = 700 if label == highlight else 400
        for number, line in enumerate(lines[index]):
            offset = middle + 4.5 + (number - (len(lines[index]) - 1) / 2) * 15
            shapes.append(text(left - 8, offset, line, fill=palette.ink, anchor="end", weight=weight))
        start = middle - thick * len(series) / 2
        for number, each in enumerate(series):
            value = each.values[index]
            shown = written(value, unit=unit, decimals=decimals)
            top = start + number * thick
            if value is None:
                shapes.append(text(zero + 6, top + thick / 2 + 4.5, shown, fill=palette.muted, size=SMALL))
                continue
            end = scale.place(float(value), left, right)
            shapes.append(
                _bar(
                    (min(zero, end), top + 1),
                    (abs(end - zero), thick - 2),
                    number,
                    series=each,
                    palette=palette,
                    is_highlight=label == highlight,
                )
            )
            shapes.append(
                text(
                    max(end, zero) + 6, top + thick / 2 + 4.5, shown, fill=palette.ink, weight=600, size=SMALL
                )
            )
        y += group + between
    bottom = y - between + 4
    shapes.append(f'<path d="M{zero:g} {begin - 4:g}V{bottom:g}" stroke="{palette.muted}" stroke-width="1"/>')
    summary = _bars_in_words(labels, series, unit, decimals)
    header, rows = table(labels, series, first=first_column or _("Soort"), unit=unit, decimals=decimals)
    drawn = svg(shapes, height=bottom + 6, title=caption, summary=summary)
    return Chart(caption, drawn, header, rows, source, summary, unknown(labels, series))


def stacked_bar_chart(
    *,
    caption: str,
    labels: Sequence[str],
    series: Sequence[Series],
    unit: str = "",
    decimals: int | None = None,
    source: str = "",
    first_column: str = "",
    palette: Palette | None = None,
) -> Chart:
    """Bars that show how a whole is divided; each bar is full width, its shares are written in it.

    A bar with an unknown part is not drawn: its shares cannot be known either.
    """
    palette = palette or Palette()
    labels = [str(label) for label in labels]
    tones = (palette.primary, palette.tint, palette.accent, "#f0c9b8", palette.third, "#dfe5c3")
    inks = ("#ffffff", palette.ink, "#ffffff", palette.ink, "#ffffff", palette.ink)
    shapes, x, y = [], 4.0, 3.0
    for number, each in enumerate(series):
        wide = 38 + len(each.name) * 6.9
        if x + wide > WIDTH and x > 4:
            x, y = 4.0, y + 22
        shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="14" height="14" rx="2" fill="{tones[number % 6]}" '
            f'stroke="{palette.muted}" stroke-width="0.75"/>'
        )
        shapes.append(text(x + 20, y + 12, each.name, fill=palette.ink, size=SMALL))
        x += wide
    y += 32
    for index, label in enumerate(labels):
        shapes.append(text(4, y + 12, label, fill=palette.ink, weight=600))
        values = [each.values[index] for each in series]
        if any(value is None for value in values) or not sum(values):
            shapes.append(text(4, y + 38, _("onbekend"), fill=palette.muted))
            y += 62
            continue
        total, left = float(sum(values)), 4.0
        for number, value in enumerate(values):
            share = float(value) / total
            wide = share * (WIDTH - 8)
            shapes.append(
                f'<rect x="{left:.1f}" y="{y + 20:g}" width="{wide:.1f}" height="28" fill="{tones[number % 6]}" '
                f'stroke="#ffffff" stroke-width="1.5"/>'
            )
            if wide > 36:
                shapes.append(
                    text(
                        round(left + wide / 2, 1),
                        y + 39,
                        f"{round(share * 100)}%",
                        fill=inks[number % 6],
                        anchor="middle",
                        size=SMALL,
                        weight=600,
                    )
                )
            left += wide
        y += 62
    header, rows = table(labels, series, first=first_column or _("Gebied"), unit=unit, decimals=decimals)
    summary = " ".join(f"{row[0]}: " + ", ".join(pairs(header, row)) + "." for row in rows)
    drawn = svg(shapes, height=y, title=caption, summary=summary)
    return Chart(caption, drawn, header, rows, source, summary, unknown(labels, series))


def age_chart(
    *,
    caption: str,
    bands: Sequence[str],
    left: Series,
    right: Series,
    source: str = "",
    palette: Palette | None = None,
    unit: str = "%",
    decimals: int | None = 0,
) -> Chart:
    """Age bands back to back, the youngest below: two groups, or this area against another."""
    palette = palette or Palette()
    scale = nice_scale((*left.values, *right.values), from_zero=True)
    middle, room = WIDTH / 2, 44
    reach = WIDTH / 2 - room - 46
    shapes = [
        text(middle - room, 16, left.name, fill=palette.primary, anchor="end", weight=700),
        text(middle + room, 16, right.name, fill=palette.accent, weight=700),
    ]
    y = 26
    for index in reversed(range(len(bands))):
        shapes.append(text(middle, y + 17, str(bands[index]), fill=palette.ink, anchor="middle", size=SMALL))
        for series, colour, way in ((left, palette.primary, -1), (right, palette.accent, 1)):
            value = series.values[index]
            start = middle + way * room
            anchor = "end" if way < 0 else "start"
            shown = written(value, unit=unit, decimals=decimals)
            if value is None:
                shapes.append(text(start, y + 17, shown, fill=palette.muted, anchor=anchor, size=SMALL))
                continue
            wide = scale.place(float(value), 0, reach)
            x = start - wide if way < 0 else start
            shapes.append(
                f'<rect x="{x:g}" y="{y:g}" width="{max(wide, 1):g}" height="24" rx="2" fill="{colour}"/>'
            )
            shapes.append(
                text(start + way * (wide + 6), y + 17, shown, fill=palette.ink, anchor=anchor, size=SMALL)
            )
        y += 30
    header, rows = table(bands, [left, right], first=_("Leeftijd"), unit=unit, decimals=decimals)
    summary = " ".join(f"{row[0]}: " + ", ".join(pairs(header, row)) + "." for row in rows)
    drawn = svg(shapes, height=y + 4, title=caption, summary=summary)
    return Chart(caption, drawn, header, rows, source, summary, unknown(bands, [left, right]))
