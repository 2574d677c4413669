"""Spans: what lasts from one day to another, below each other on one line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkportaal.foundation.charts.drawing.pieces import SMALL, WIDTH, Chart, Palette, svg, text

ROW = 40
LEFT, RIGHT = 4.0, WIDTH - 4.0
# As many letters as fit beside each other on half of the drawing and the bar.
LONGEST = 42


@dataclass(frozen=True)
class Span:
    """Something with its first and last day; `kind` is told in the table and drawn by its own pattern."""

    label: str
    starts_on: date
    ends_on: date
    kind: str = ""


def span_chart(
    *,
    caption: str,
    spans: Sequence[Span],
    starts_on: date,
    ends_on: date,
    source: str = "",
    first_column: str = "",
    palette: Palette | None = None,
) -> Chart:
    """Draw a bar for each span with its name above it; what lies partly outside the days is cut off.

    Bars of different kinds are full or outlined and of another colour in turn, and the name says the kind.
    """
    palette = palette or Palette()
    total = (ends_on - starts_on).days + 1
    bottom = 24 + ROW * len(spans)

    def place(day: date) -> float:
        return round(LEFT + min(max((day - starts_on).days, 0), total) / total * (RIGHT - LEFT), 1)

    shapes = []
    month = date(starts_on.year, starts_on.month, 1)
    while month <= ends_on:
        if month >= starts_on:
            x = place(month)
            shapes.append(f'<path d="M{x:g} 18V{bottom:g}" stroke="{palette.line}" stroke-width="1"/>')
            shapes.append(text(x + 2, 12, date_format(month, "N")[:3].lower(), fill=palette.muted, size=11))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    kinds = list(dict.fromkeys(span.kind for span in spans))
    for number, span in enumerate(spans):
        y = 24 + ROW * number
        start = place(span.starts_on)
        wide = max(place(date.fromordinal(span.ends_on.toordinal() + 1)) - start, 4)
        kind = kinds.index(span.kind)
        colour = palette.series[kind // 2 % 4]
        paint = (
            f'fill="{palette.tint}" stroke="{colour}" stroke-width="1.5"' if kind % 2 else f'fill="{colour}"'
        )
        label = f"{span.label} ({span.kind})" if span.kind else span.label
        label = label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"
        # The name stands on the side of its bar on which there is room.
        is_late = start > WIDTH / 2
        at, anchor = (start + wide, "end") if is_late else (start, "start")
        shapes.append(text(round(at, 1), y + 12, label, fill=palette.ink, anchor=anchor, size=SMALL))
        shapes.append(f'<rect x="{start:g}" y="{y + 17:g}" width="{wide:.1f}" height="13" rx="3" {paint}/>')
    rows = tuple((span.label, span.kind, _day(span.starts_on), _day(span.ends_on)) for span in spans)
    summary = " ".join(f"{label}: {start} – {end}." for label, _kind, start, end in rows)
    drawn = svg(shapes, height=bottom, title=caption, summary=summary)
    header = (first_column or _("Wat"), _("Soort"), _("Van"), _("Tot en met"))
    return Chart(caption, drawn, header, rows, source, summary)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
