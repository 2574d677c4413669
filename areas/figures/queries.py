from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from areas.figures.catalogue import INDICATORS, Indicator
from areas.figures.models import Figure, Forecast, NationalFigure
from areas.territory.models import Area


@dataclass
class Series:
    """One indicator of one area, or of the country, through the years."""

    indicator: Indicator
    figures: dict[int, Figure | NationalFigure] = field(default_factory=dict)

    @property
    def latest(self) -> Figure | NationalFigure | None:
        """The newest figure that is known; else the newest that is not."""
        known = [figure for figure in self.figures.values() if figure.value is not None]
        return max(known or self.figures.values(), key=lambda figure: figure.year, default=None)

    def value(self, year: int) -> Decimal | None:
        figure = self.figures.get(year)
        return figure.value if figure else None


@dataclass(frozen=True)
class Population:
    """How many inhabitants an area had, by which source."""

    value: Decimal
    year: int
    source: str
    estimated: bool


def all_figures() -> QuerySet[Figure]:
    """Return the figures of all areas that say something we know of."""
    return Figure.objects.filter(indicator__in=INDICATORS)


def figures_of(area: Area, *, until: int | None = None) -> QuerySet[Figure]:
    """Return the figures of an area, up to and including a year."""
    figures = all_figures().filter(area=area)
    return figures.filter(year__lte=until) if until else figures


def figures_for(area: Area, *, until: int | None = None) -> dict[str, Series]:
    """Return the figures of an area by indicator key, in one query; indicators without any are left out."""
    return series_for([area], until=until).get(area.pk, {})


def series_for(areas: Iterable[Area], *, until: int | None = None) -> dict[int, dict[str, Series]]:
    """Return the figures of several areas, by area id and indicator key, in one query."""
    figures = Figure.objects.filter(area__in=list(areas), indicator__in=INDICATORS).order_by("year")
    if until:
        figures = figures.filter(year__lte=until)
    found: dict[int, dict[str, Series]] = {}
    for figure in figures:
        series = found.setdefault(figure.area_id, {})
        series.setdefault(figure.indicator, Series(figure.meaning)).figures[figure.year] = figure
    return found


def national_series(*, until: int | None = None) -> dict[str, Series]:
    """Return the figures of the Netherlands by indicator key, in one query."""
    figures = NationalFigure.objects.filter(indicator__in=INDICATORS).order_by("year")
    if until:
        figures = figures.filter(year__lte=until)
    found: dict[str, Series] = {}
    for figure in figures:
        found.setdefault(figure.indicator, Series(figure.meaning)).figures[figure.year] = figure
    return found


def population_of(area: Area, on: date | None = None) -> Population | None:
    """Return the inhabitants of an area by the last figure of the year of `on` (today) or before.

    None when no source knows it. CBS rounds per wijk to five: enough to show, not to grant money on.
    """
    year = (on or timezone.localdate()).year
    figure = (
        Figure.objects.filter(area=area, indicator="a_inw", year__lte=year, value__isnull=False)
        .order_by("-year")
        .first()
    )
    return Population(figure.value, figure.year, figure.source, figure.estimated) if figure else None


def populations_of(areas: Iterable[Area]) -> dict[int, Figure]:
    """Return the newest known number of inhabitants by area id, in one query."""
    figures = (
        Figure.objects.filter(area__in=list(areas), indicator="a_inw", value__isnull=False)
        .order_by("area_id", "-year")
        .distinct("area_id")
    )
    return {figure.area_id: figure for figure in figures}


def forecasts_for(area: Area) -> dict[str, dict[int, Forecast]]:
    """Return what is expected of an area, by indicator key and year; one query."""
    found: dict[str, dict[int, Forecast]] = {}
    for forecast in Forecast.objects.filter(area=area, indicator__in=INDICATORS).order_by("year"):
        found.setdefault(forecast.indicator, {})[forecast.year] = forecast
    return found


def inhabitants_by_year() -> dict[int, dict[int, Decimal]]:
    """Return how many people lived in every area in each year that is known; one query."""
    found: dict[int, dict[int, Decimal]] = {}
    known = Figure.objects.filter(indicator="a_inw", value__isnull=False).order_by()
    for area, year, value in known.values_list("area_id", "year", "value"):
        found.setdefault(area, {})[year] = value
    return found
