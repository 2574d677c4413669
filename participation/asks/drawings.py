"""The calendar as a drawing: one bar for each ask, through the months of a year."""

from datetime import date

from django.utils.translation import gettext as _

from participation.asks.queries import Calendar, kind_label
from wijkportaal.foundation.charts.drawing import Chart, Span, span_chart


def chart_of(calendar: Calendar) -> Chart:
    """Draw the asks of a year."""
    return span_chart(
        caption=_("Wat bewoners van %(area)s is gevraagd in %(year)d")
        % {"area": calendar.area, "year": calendar.year},
        spans=[Span(ask.name, ask.starts_on, ask.ends_on, kind_label(ask.kind)) for ask in calendar.asks],
        starts_on=date(calendar.year, 1, 1),
        ends_on=date(calendar.year, 12, 31),
        first_column=_("Uitvraag"),
    )
