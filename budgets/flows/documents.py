"""Money flows as drawings and as a sheet: the same for a page, for print and for a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from budgets.flows.calculations import Amount, streams_of
from budgets.flows.queries import Beside, Place, Yield, certainty_words
from budgets.flows.states import CERTAINTIES
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Chart, Series, bar_chart, flow_chart, line_chart

HEADER = ("Gebied", "Jaar", "Bron", "Doel", "Waarvoor", "Bedrag", "Hoe zeker", "Waar blijkt dat uit")


def flow_drawing(amounts: Sequence[Amount], *, caption: str) -> Chart:
    """Draw which sources give for which goals, and that the goals are of the area."""
    columns, streams = streams_of(amounts, certainties=list(CERTAINTIES), rest=_("Andere bronnen"))
    return flow_chart(
        caption=caption,
        columns=columns,
        headings=(_("Bron"), _("Doel")),
        streams=streams,
        kinds=certainty_words(),
        source=_("grootboek van het portaal en opgaven van de bronnen"),
        palette=palette_of(gemeente()),
    )


def beside_drawing(found: Beside, *, name: str) -> Chart:
    """Draw euros per inhabitant beside the gemeente and comparable areas."""
    alike = _("Vergelijkbare gebieden")
    return bar_chart(
        caption=_("Per inwoner, naast andere gebieden"),
        labels=[name, alike, _("Gemiddeld in de gemeente")],
        values=[found.own, found.alike, found.whole],
        unit="€",
        decimals=0,
        first_column=_("Gebied"),
        highlight=name,
        source=_(
            "vergelijkbaar, met ongeveer zoveel inwoners: %(names)s. Van sommige gebieden is minder bekend"
        )
        % {"names": ", ".join(found.names)}
        if found.names
        else "",
        palette=palette_of(gemeente()),
    )


def places_drawing(places: Sequence[Place], *, year: int) -> Chart:
    """Draw euros per inhabitant of every area, the most first."""
    ordered = sorted(places, key=lambda place: (place.each is None, -(place.each or 0), place.area.name))
    return bar_chart(
        caption=_("Euro per inwoner in %(year)s") % {"year": year},
        labels=[place.area.name for place in ordered],
        values=[place.each for place in ordered],
        unit="€",
        decimals=0,
        first_column=_("Gebied"),
        palette=palette_of(gemeente()),
    )


def yield_drawings(told: Yield) -> list[Chart]:
    """Draw the money of a goal through the years, and each figure that goes with it."""
    years = [str(year) for year in told.years]
    palette = palette_of(gemeente())
    money = bar_chart(
        caption=_("Geld voor: %(goal)s") % {"goal": told.goal},
        labels=years,
        values=told.money,
        unit="€",
        decimals=0,
        first_column=_("Jaar"),
        palette=palette,
    )
    figures = [
        line_chart(
            caption=series.indicator.label[:1].upper() + str(series.indicator.label)[1:],
            labels=years,
            series=[Series(str(series.indicator.label), [series.value(year) for year in told.years])],
            unit=series.indicator.unit,
            decimals=series.indicator.decimals,
            source=series.latest.source if series.latest else "",
            palette=palette,
        )
        for series in told.figures
    ]
    return [money, *figures]


def export_rows(amounts: Iterable[Amount]) -> Iterator[tuple]:
    """Yield a row per amount, in the order of HEADER."""
    for each in amounts:
        yield (
            each.area,
            each.year,
            each.source,
            each.goal,
            each.description,
            each.amount,
            str(CERTAINTIES[each.certainty]),
            each.evidence,
        )
