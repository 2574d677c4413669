"""Drawings of what surveys gave: shares with their intervals, and in words what differs by more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from participation.reach.calculations.shares import differs, percent
from participation.surveys.calculations import Measured
from participation.surveys.queries import Outcome, YearMeasure
from wijkportaal.foundation.charts.drawing import Chart, Interval, interval_chart


def interval_of(label: str, measured: Measured) -> Interval:
    """Return a measure as an interval in percents; hidden when too few people answered or differed."""
    share = measured.share
    if share is None:
        return Interval(label, number=measured.answered, note=_("te weinig antwoorden"))
    return Interval(
        label,
        percent(share.value),
        percent(share.low),
        percent(share.high),
        number=share.of,
    )


def chart_of_outcome(outcome: Outcome) -> Chart:
    """Draw the fixed measures of one survey."""
    return interval_chart(
        caption=_("De vier maten van deze peiling"),
        intervals=[interval_of(_sentence(each.scale.short), each) for each in outcome.measures],
        highest=100,
        first_column=_("Maat"),
        number_column=_("Antwoorden"),
        source=_("Peiling %(year)d in %(area)s") % {"year": outcome.survey.year, "area": outcome.survey.area},
    )


def _sentence(measure) -> str:
    text = str(measure)
    return text[0].upper() + text[1:]


@dataclass(frozen=True)
class Trend:
    """One measure through the years of an area: its drawing, and what may be said of each step."""

    measure: str
    explained: str
    chart: Chart
    sentences: list[str]
    is_broken: bool


def trends_of(rows: Sequence[YearMeasure]) -> list[Trend]:
    """Return the trend of each measure of one area. Years of another version of a scale are not compared."""
    keys = dict.fromkeys(row.measured.scale.key for row in rows)
    return [_trend([row for row in rows if row.measured.scale.key == key]) for key in keys]


def _trend(rows: Sequence[YearMeasure]) -> Trend:
    scale = rows[-1].measured.scale
    pairs = list(pairwise(rows))
    same = [(one, other) for one, other in pairs if one.measured.scale == other.measured.scale]
    return Trend(
        _sentence(scale.measure),
        str(scale.explained),
        interval_chart(
            caption=_("%(measure)s in %(area)s") % {"measure": _sentence(scale.short), "area": rows[-1].area},
            intervals=[interval_of(str(row.year), row.measured) for row in rows],
            highest=100,
            first_column=_("Jaar"),
            number_column=_("Antwoorden"),
            highlight=str(rows[-1].year),
            source=_("Peilingen in %(area)s") % {"area": rows[-1].area},
        ),
        [said for one, other in same if (said := _change(one, other))],
        is_broken=len(same) < len(pairs),
    )


def _change(one: YearMeasure, other: YearMeasure) -> str:
    """Say how a measure changed between two years, and whether that is more than chance."""
    first, last = one.measured.share, other.measured.share
    if first is None or last is None:
        return ""
    words = {
        "first": percent(first.value),
        "last": percent(last.value),
        "one": one.year,
        "other": other.year,
    }
    if not differs(first, last):
        return (
            _(
                "%(one)d – %(other)d: van %(first)d%% naar %(last)d%%. Dit verschil valt binnen de marge: het kan toeval zijn."
            )
            % words
        )
    if last.value > first.value:
        return (
            _("%(one)d – %(other)d: van %(first)d%% naar %(last)d%%. Dit is meer dan toeval: het steeg.")
            % words
        )
    return (
        _("%(one)d – %(other)d: van %(first)d%% naar %(last)d%%. Dit is meer dan toeval: het daalde.") % words
    )


def chart_of_areas(rows: Sequence[YearMeasure], key: str) -> tuple[Chart | None, str]:
    """Draw one measure of each area in its newest year, the highest first, and say whether the areas differ."""
    newest = newest_of(rows, key)
    if not newest:
        return None, ""
    scale = newest[0].measured.scale
    chart = interval_chart(
        caption=_("%(measure)s, per gebied") % {"measure": _sentence(scale.measure)},
        intervals=[interval_of(f"{row.area} ({row.year})", row.measured) for row in newest],
        highest=100,
        first_column=_("Gebied en jaar"),
        number_column=_("Antwoorden"),
        source=_("De laatste peiling van elk gebied"),
    )
    known = [row for row in newest if row.measured.share]
    if len(known) < 2:
        return chart, ""
    first, last = known[0], known[-1]
    words = {"high": first.area, "low": last.area}
    if differs(first.measured.share, last.measured.share):
        return chart, _("%(high)s en %(low)s verschillen meer dan door toeval te verklaren is.") % words
    return chart, _("De verschillen tussen deze gebieden vallen binnen de marge: ze kunnen toeval zijn.")


def newest_of(rows: Sequence[YearMeasure], key: str) -> list[YearMeasure]:
    """Return the newest year of each area for one measure, the highest first, what is not known last."""
    newest = {row.area.pk: row for row in rows if row.measured.scale.key == key}
    return sorted(
        newest.values(),
        key=lambda row: (
            row.measured.share is None,
            -(row.measured.share.value if row.measured.share else 0),
        ),
    )
