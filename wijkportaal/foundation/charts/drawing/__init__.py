"""Charts: numbers -> SVG with its table. Values that are None are unknown: a gap that is named, never 0."""

from wijkportaal.foundation.charts.calculations import Stream
from wijkportaal.foundation.charts.drawing.bars import age_chart, bar_chart, stacked_bar_chart
from wijkportaal.foundation.charts.drawing.flows import flow_chart
from wijkportaal.foundation.charts.drawing.intervals import Interval, interval_chart
from wijkportaal.foundation.charts.drawing.lines import line_chart, sparkline
from wijkportaal.foundation.charts.drawing.pieces import Chart, Palette, Series, written
from wijkportaal.foundation.charts.drawing.scatter import Curve, Dot, scatter_chart
from wijkportaal.foundation.charts.drawing.spans import Span, span_chart

__all__ = [
    "Chart",
    "Curve",
    "Dot",
    "Interval",
    "Palette",
    "Series",
    "Span",
    "Stream",
    "age_chart",
    "bar_chart",
    "flow_chart",
    "interval_chart",
    "line_chart",
    "scatter_chart",
    "span_chart",
    "sparkline",
    "stacked_bar_chart",
    "written",
]
