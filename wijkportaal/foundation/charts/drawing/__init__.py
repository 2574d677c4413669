"""Charts: numbers -> SVG with its table. Values that are None are unknown: a gap that is named, never 0."""

from wijkportaal.foundation.charts.drawing.bars import age_chart, bar_chart, stacked_bar_chart
from wijkportaal.foundation.charts.drawing.lines import line_chart, sparkline
from wijkportaal.foundation.charts.drawing.pieces import Chart, Palette, Series, written

__all__ = [
    "Chart",
    "Palette",
    "Series",
    "age_chart",
    "bar_chart",
    "line_chart",
    "sparkline",
    "stacked_bar_chart",
    "written",
]
