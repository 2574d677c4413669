"""The charts of an area: series of figures in, drawings with their tables out. The same on page and in print."""

from decimal import Decimal

from django.utils.translation import gettext as _

from areas.figures.catalogue import AGE_BANDS, INDICATORS
from areas.figures.queries import Series
from areas.territory.models import Area
from wijkportaal.foundation.charts import drawing

AGES = ("0 – 14", "15 – 24", "25 – 44", "45 – 64", "65+")
MOST_YEARS = 12
Found = dict[str, Series]


def charts_of(
    area: Area, own: Found, whole: Found, root: Area | None, *, palette=None
) -> list[drawing.Chart]:
    """Return the charts that the figures of an area allow; `whole` are those of the gemeente, to compare."""
    compared = whole if root and root.pk != area.pk else {}
    whole_name = root.name if root else ""
    charts = [
        inhabitants_chart(area, own, palette=palette),
        age_chart(area, own, compared, whole_name, palette=palette),
        households_chart(own, palette=palette),
        homes_chart(area, own, compared, whole_name, palette=palette),
        value_chart(area, own, compared, whole_name, palette=palette),
    ]
    return [chart for chart in charts if chart]


def years_of(*series: Series | None) -> list[int]:
    """Return the years from the first to the last of which there is a figure; years between count too."""
    years = {year for one in series if one for year in one.figures}
    return list(range(min(years), max(years) + 1))[-MOST_YEARS:] if years else []


def sources_of(*series: Series | None) -> str:
    """Return the sources of the newest figures, each once."""
    found = [one.latest.source for one in series if one and one.latest]
    estimated = any(one.latest.estimated for one in series if one and one.latest)
    text = "; ".join(dict.fromkeys(found))
    return f"{text} ({_('geschat')})" if estimated and text else text


def inhabitants_chart(area: Area, own: Found, *, palette=None) -> drawing.Chart | None:
    """Inhabitants through the years; from two years on."""
    people = own.get("a_inw")
    years = years_of(people)
    if len(years) < 2:
        return None
    return drawing.line_chart(
        caption=_("Inwoners door de jaren"),
        labels=[str(year) for year in years],
        series=[drawing.Series(area.name, [people.value(year) for year in years])],
        decimals=0,
        source=sources_of(people),
        first_column=_("Jaar"),
        palette=palette,
    )


def age_shares(found: Found) -> list[Decimal | None]:
    """Return the per cents of the age bands, from the counts or else as the source gives them."""
    counts = [found.get(f"a_{band}") for band in AGE_BANDS]
    values = [one.latest.value if one and one.latest else None for one in counts]
    total = sum((value for value in values if value is not None), Decimal(0))
    if total and None not in values:
        return [value * 100 / total for value in values]
    shares = [found.get(f"p_{band}") for band in AGE_BANDS]
    return [one.latest.value if one and one.latest else None for one in shares]


def age_chart(area: Area, own: Found, whole: Found, whole_name: str, *, palette=None) -> drawing.Chart | None:
    """Ages beside those of the gemeente, in per cents of the inhabitants."""
    shares, compared = age_shares(own), age_shares(whole)
    if all(share is None for share in shares):
        return None
    series = [drawing.Series(area.name, shares)]
    if any(share is not None for share in compared):
        series.append(drawing.Series(whole_name, compared))
    return drawing.bar_chart(
        caption=_("Leeftijd van de inwoners"),
        labels=list(AGES),
        series=series,
        unit="%",
        decimals=0,
        source=sources_of(own.get("a_65_oo") or own.get("p_65_oo")),
        first_column=_("Leeftijd"),
        palette=palette,
    )


def households_chart(own: Found, *, palette=None) -> drawing.Chart | None:
    """Households by make-up."""
    for keys, unit in ((("a_1p_hh", "a_hh_z_k", "a_hh_m_k"), ""), (("p_1p_hh", "p_hh_z_k", "p_hh_m_k"), "%")):
        found = [own.get(key) for key in keys]
        if all(one and one.latest for one in found):
            return drawing.bar_chart(
                caption=_("Huishoudens"),
                labels=[_("één persoon"), _("zonder kinderen"), _("met kinderen")],
                values=[one.latest.value for one in found],
                unit=unit,
                decimals=0,
                source=sources_of(*found),
                first_column=_("Soort huishouden"),
                palette=palette,
            )
    return None


def homes_chart(
    area: Area, own: Found, whole: Found, whole_name: str, *, palette=None
) -> drawing.Chart | None:
    """Who owns the homes, beside the gemeente; only when the source says both."""
    keys = ("p_koopw", "p_huurw")
    found = [own.get(key) for key in keys]
    if not all(one and one.latest for one in found):
        return None
    series = [drawing.Series(area.name, [one.latest.value for one in found])]
    compared = [whole.get(key) for key in keys]
    if all(one and one.latest for one in compared):
        series.append(drawing.Series(whole_name, [one.latest.value for one in compared]))
    return drawing.bar_chart(
        caption=_("Koop en huur"),
        labels=[_("koop"), _("huur")],
        series=series,
        unit="%",
        decimals=0,
        source=sources_of(*found),
        first_column=_("Soort woning"),
        palette=palette,
    )


def value_chart(
    area: Area, own: Found, whole: Found, whole_name: str, *, palette=None
) -> drawing.Chart | None:
    """The average value of homes through the years, beside the gemeente."""
    value, compared = own.get("g_wozbag"), whole.get("g_wozbag")
    years = years_of(value)
    if len(years) < 2:
        return None
    series = [drawing.Series(area.name, [value.value(year) for year in years])]
    if compared:
        series.append(drawing.Series(whole_name, [compared.value(year) for year in years]))
    return drawing.line_chart(
        caption=_("Gemiddelde WOZ-waarde"),
        labels=[str(year) for year in years],
        series=series,
        unit=str(INDICATORS["g_wozbag"].unit),
        decimals=0,
        source=sources_of(value),
        first_column=_("Jaar"),
        palette=palette,
    )
