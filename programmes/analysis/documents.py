"""The charts of a buurtanalyse: figures in, drawings with their tables out. The same on page and in print."""

from decimal import Decimal

from django.utils.translation import gettext as _

from areas.figures.documents import sources_of
from areas.figures.queries import Series
from programmes.analysis.calculations import curve_of, index_of, mean_of, years_between
from programmes.analysis.models import MeasurementKind, Outcome
from programmes.analysis.queries import Comparison
from wijkportaal.foundation.charts import drawing

MOST_YEARS, MOST_YEARS_AHEAD = 12, 32


def charts_of(comparison: Comparison, *, palette=None) -> list[drawing.Chart]:
    """Return the charts that the figures of an area allow."""
    charts = [
        people_chart(comparison, palette=palette),
        growth_chart(comparison, palette=palette),
        elderly_chart(comparison, palette=palette),
        value_chart(comparison, palette=palette),
    ]
    return [chart for chart in charts if chart]


def people_chart(comparison: Comparison, *, palette=None) -> drawing.Chart | None:
    """Inhabitants until now and, where a source expects something, from now on."""
    people, ahead = comparison.own.get("a_inw"), comparison.forecasts.get("a_inw", {})
    if not people or not people.latest or people.latest.value is None:
        return None
    counted, last = people.figures, people.latest.year
    ahead = {year: forecast for year, forecast in ahead.items() if year > last}
    years = years_between(counted, ahead, most=MOST_YEARS_AHEAD)
    if len(years) < 2:
        return None
    series = [
        drawing.Series(comparison.area.name, [people.value(year) for year in years], is_sparse=bool(ahead))
    ]
    source = sources_of(people)
    if ahead:
        expected = {last: people.latest.value} | {year: forecast.value for year, forecast in ahead.items()}
        values = [expected.get(year) for year in years]
        series.append(drawing.Series(_("prognose"), values, is_comparison=True, is_sparse=True))
        sources = dict.fromkeys(forecast.source for forecast in ahead.values())
        source = "; ".join([source, _("prognose: %(source)s") % {"source": ", ".join(sources)}])
    return drawing.line_chart(
        caption=_("Inwoners en prognose") if ahead else _("Inwoners door de jaren"),
        labels=[str(year) for year in years],
        series=series,
        decimals=0,
        source=source,
        first_column=_("Jaar"),
        palette=palette,
    )


def growth_chart(comparison: Comparison, *, palette=None) -> drawing.Chart | None:
    """Inhabitants with the first year as 100, beside the gemeente, the country and comparable areas."""
    people = comparison.own.get("a_inw")
    years = years_between(people.figures if people else (), most=MOST_YEARS)
    if len(years) < 2:
        return None
    base = years[0]

    def indexed(values: dict[int, Decimal | None]) -> list[Decimal | None]:
        found = index_of(values, base)
        return [found.get(year) for year in years]

    series = [drawing.Series(comparison.area.name, indexed({year: people.value(year) for year in years}))]
    if comparison.root and (whole := comparison.whole.get("a_inw")):
        values = {year: whole.value(year) for year in years}
        series.append(drawing.Series(comparison.root.name, indexed(values), is_comparison=True))
    if country := comparison.country.get("a_inw"):
        values = {year: country.value(year) for year in years}
        series.append(drawing.Series(_("Nederland"), indexed(values), is_comparison=True))
    alike = [found["a_inw"] for found in comparison.alike.values() if "a_inw" in found]
    if alike:
        values = {year: _total([one.value(year) for one in alike]) for year in years}
        series.append(drawing.Series(_("vergelijkbaar"), indexed(values), is_comparison=True))
    return drawing.line_chart(
        caption=_("Groei en krimp (%(year)s = 100)") % {"year": base},
        labels=[str(year) for year in years],
        series=series,
        decimals=1,
        source=sources_of(people, comparison.country.get("a_inw")),
        first_column=_("Jaar"),
        palette=palette,
    )


def _total(values: list[Decimal | None]) -> Decimal | None:
    return None if None in values else sum(values, Decimal(0))


def elderly_chart(comparison: Comparison, *, palette=None) -> drawing.Chart | None:
    """The share of inhabitants of 65 and older through the years."""
    shares = _share_lines(comparison, "a_65_oo", "a_inw")
    return _beside(
        comparison,
        shares,
        caption=_("Inwoners van 65 jaar en ouder"),
        unit="%",
        decimals=1,
        key="a_65_oo",
        palette=palette,
    )


def value_chart(comparison: Comparison, *, palette=None) -> drawing.Chart | None:
    """The average value of homes through the years."""
    lines = [
        {year: found["g_wozbag"].value(year) for year in found["g_wozbag"].figures}
        if "g_wozbag" in found
        else {}
        for found in (comparison.own, comparison.whole, comparison.country)
    ]
    weighed = [found for found in comparison.alike.values() if "g_wozbag" in found and "a_woning" in found]
    lines.append(
        {
            year: mean_of(
                [found["g_wozbag"].value(year) for found in weighed],
                [found["a_woning"].value(year) for found in weighed],
            )
            for year in lines[0]
        }
        if weighed
        else {}
    )
    return _beside(
        comparison,
        lines,
        caption=_("Gemiddelde WOZ-waarde (duizend euro)"),
        unit="",
        decimals=0,
        key="g_wozbag",
        palette=palette,
    )


def _share_lines(comparison: Comparison, part: str, whole: str) -> list[dict[int, Decimal | None]]:
    def shares(found: list[dict[str, Series]]) -> dict[int, Decimal | None]:
        known = [one for one in found if part in one and whole in one]
        years = set.intersection(*(set(one[part].figures) for one in known)) if known else set()
        lines = {}
        for year in years:
            some = _total([one[part].value(year) for one in known])
            every = _total([one[whole].value(year) for one in known])
            lines[year] = some * 100 / every if some is not None and every else None
        return lines

    one_by_one = [shares([found]) for found in (comparison.own, comparison.whole, comparison.country)]
    return [*one_by_one, shares(list(comparison.alike.values()))]


def _beside(
    comparison: Comparison, lines, *, caption: str, unit: str, decimals: int, key: str, palette
) -> drawing.Chart | None:
    """Draw an area beside the gemeente, the country and comparable areas; from two years on."""
    own, whole, country, alike = lines
    years = years_between(own, most=MOST_YEARS)
    if len(years) < 2:
        return None
    series = [drawing.Series(comparison.area.name, [own.get(year) for year in years])]
    if comparison.root and whole:
        series.append(
            drawing.Series(comparison.root.name, [whole.get(year) for year in years], is_comparison=True)
        )
    if country:
        series.append(
            drawing.Series(_("Nederland"), [country.get(year) for year in years], is_comparison=True)
        )
    if alike:
        series.append(
            drawing.Series(_("vergelijkbaar"), [alike.get(year) for year in years], is_comparison=True)
        )
    return drawing.line_chart(
        caption=caption,
        labels=[str(year) for year in years],
        series=series,
        unit=unit,
        decimals=decimals,
        source=sources_of(comparison.own.get(key), comparison.country.get(key)),
        first_column=_("Jaar"),
        palette=palette,
    )


def curve_chart(outcome: Outcome, *, palette=None) -> drawing.Chart | None:
    """The curve of an outcome: what was measured, where it goes when nothing changes, and what is aimed at."""
    values: dict[str, dict[int, Decimal]] = {kind: {} for kind in MeasurementKind.values}
    for measurement in outcome.measurements.all():
        values[measurement.kind][measurement.year] = measurement.value
    curve = curve_of(values["measured"], values["forecast"], values["target"])
    if curve is None:
        return None
    series = [drawing.Series(_("gemeten"), curve.measured, is_sparse=True)]
    if curve.has_target:
        series.append(drawing.Series(_("doel"), curve.target, is_sparse=True))
    if curve.has_forecast:
        series.append(
            drawing.Series(_("als er niets verandert"), curve.forecast, is_comparison=True, is_sparse=True)
        )
    return drawing.line_chart(
        caption=outcome.indicator,
        labels=[str(year) for year in curve.years],
        series=series,
        unit=outcome.unit,
        source=outcome.source,
        first_column=_("Jaar"),
        palette=palette,
    )
