from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from areas.figures.models import Figure, Forecast, NationalFigure
from areas.territory.models import Area
from wijkportaal.foundation.audit.actions import recorded

BATCH = 5000


@dataclass(frozen=True)
class NewFigure:
    """A figure to record; None as value means that the source says it is unknown."""

    area: Area
    year: int
    indicator: str
    value: Decimal | None
    source: str
    estimated: bool = False
    note: str = ""

    @property
    def place(self) -> tuple[int, int, str]:
        """What there can be one figure of."""
        return (self.area.pk, self.year, self.indicator)

    @property
    def content(self) -> tuple:
        """What can change of it."""
        return (self.value, self.source, self.estimated, self.note)


def record_figures(figures: Iterable[NewFigure], *, by) -> int:
    """Write figures, over those of the same area, year and indicator; returns how many are new or changed.

    A counted figure is never replaced by an estimate: that one is left out.
    """
    with recorded(by=by, action="figures.record_figures"):
        return write_figures(list(figures))


def write_figures(figures: list[NewFigure]) -> int:
    """Do what `record_figures` does inside a recorded transaction of the caller."""
    wanted = {figure.place: figure for figure in figures}
    known = {
        (area, year, indicator): (pk, value, source, estimated, note)
        for pk, area, year, indicator, value, source, estimated, note in Figure.objects.filter(
            area__in={figure.area.pk for figure in wanted.values()},
            year__in={figure.year for figure in wanted.values()},
        ).values_list("pk", "area_id", "year", "indicator", "value", "source", "estimated", "note")
    }
    fresh, changed = [], []
    for place, figure in wanted.items():
        row = Figure(
            area_id=figure.area.pk,
            year=figure.year,
            indicator=figure.indicator,
            value=figure.value,
            source=figure.source,
            estimated=figure.estimated,
            note=figure.note,
        )
        if place not in known:
            fresh.append(row)
            continue
        pk, *content = known[place]
        if tuple(content) == figure.content or (figure.estimated and not content[2]):
            continue
        row.pk = pk
        changed.append(row)
    Figure.objects.bulk_create(fresh, batch_size=BATCH)
    Figure.objects.bulk_update(changed, ["value", "source", "estimated", "note"], batch_size=1000)
    return len(fresh) + len(changed)


def write_national_figures(figures: Iterable[NationalFigure], *, by) -> None:
    """Write figures of the country, over those of the same year and indicator."""
    with recorded(by=by, action="figures.write_national_figures"):
        NationalFigure.objects.bulk_create(
            figures,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["year", "indicator"],
            update_fields=["value", "source"],
        )


def write_forecasts(forecasts: Iterable[NewFigure], *, by) -> None:
    """Write what a source expects, over what was expected of the same area, year and indicator."""
    with recorded(by=by, action="figures.write_forecasts"):
        Forecast.objects.bulk_create(
            (
                Forecast(
                    area_id=expected.area.pk,
                    year=expected.year,
                    indicator=expected.indicator,
                    value=expected.value,
                    source=expected.source,
                )
                for expected in forecasts
            ),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["area", "year", "indicator"],
            update_fields=["value", "source"],
        )
