"""One figure through the years: of a few areas, beside each other, beside groups of like areas and beside its target."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from django.utils.translation import gettext as _

from areas.figures.queries import populations_of
from areas.territory.models import Area
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Chart, Series, bar_chart, line_chart
from wijkportaal.portal.steering.boards.cells import Cell
from wijkportaal.portal.steering.boards.overview import goal_of
from wijkportaal.portal.steering.boards.sheets import Sheet
from wijkportaal.portal.steering.boards.ways import Ways
from wijkportaal.portal.steering.calculations import middle_of, size_of
from wijkportaal.portal.steering.definitions import STEP, Definition
from wijkportaal.portal.steering.forms import MOST_LINES, Beside, TrendForm, beside
from wijkportaal.portal.steering.queries.reading import (
    Known,
    Standing,
    Targets,
    areas_to_steer,
    groups,
    known_figures,
    standing,
    targets,
)
from wijkportaal.portal.steering.wording import (
    margin_in_words,
    number_in_words,
    told_in_words,
    unit_of,
    value_in_words,
)


@dataclass(frozen=True)
class Line:
    """A figure through the years, of an area or of the middle of a group."""

    name: str
    values: list[Decimal | None]
    told: list[str]
    notes: list[str]
    urls: list[str] = field(default_factory=list)
    goal: str = ""
    goal_sign: str = ""
    is_group: bool = False

    @property
    def cells(self) -> list[Cell]:
        """What each year says, with what goes with it and the way to the list behind it."""
        rows = zip_longest(self.told, self.values, self.notes, self.urls, fillvalue="")
        return [
            Cell(
                text,
                note,
                url=url if value is not None else "",
                unknown=_("onbekend") if value is None else "",
            )
            for text, value, note, url in rows
        ]


@dataclass
class Trend:
    """A figure through the years as a page shows it."""

    form: TrendForm
    standing: Standing
    areas: list[Area]
    shown: list[Area]
    beside: list[Beside]
    known: Known
    goals: Targets
    ways: Ways

    @property
    def meaning(self) -> Definition:
        return self.form.meaning

    @property
    def years(self) -> list[int]:
        """The years of which anything is known of what is shown, oldest first; at least the newest."""
        every = sorted(self.standing.years)
        concerned = {area.pk for area in self.shown}.union(*(each.areas for each in self.beside))
        told = [
            year
            for year in every
            if any(self.known.of(self.meaning.key, pk, year) is not None for pk in concerned)
        ]
        return [year for year in every if told and year >= told[0]] or every[-1:]

    @property
    def lines(self) -> list[Line]:
        return [*(self._area_line(area) for area in self.shown), *map(self._group_line, self.beside)]

    def _area_line(self, area: Area) -> Line:
        key, years = self.meaning.key, self.years
        told = [self.known.of(key, area.pk, year) for year in years]
        values = [each.value if each else None for each in told]
        last = values[-1] if values else None
        goal, sign = ("", "")
        if last is not None:
            goal, sign = goal_of(self.meaning, last, self.goals.of(key, area.pk, years[-1]))
        return Line(
            area.name,
            values,
            [told_in_words(self.meaning, each) for each in told],
            [
                ", ".join(
                    filter(None, [margin_in_words(self.meaning, each), number_in_words(self.meaning, each)])
                )
                for each in told
            ],
            [self.ways.to(self.meaning, area, year) for year in years],
            goal,
            sign,
        )

    def _group_line(self, group: Beside) -> Line:
        """The middle of the areas of which the figure is known."""
        values, notes = [], []
        for year in self.years:
            known = [
                value
                for pk in group.areas
                if (value := self.known.value(self.meaning.key, pk, year)) is not None
            ]
            values.append(middle_of(known))
            notes.append(_("van %(number)s gebieden") % {"number": len(known)} if known else "")
        return Line(
            group.label,
            values,
            [value_in_words(self.meaning, value) for value in values],
            notes,
            is_group=True,
        )

    @property
    def target_values(self) -> list[Decimal | None]:
        area = self.shown[0].pk if len(self.shown) == 1 else None
        return [self.goals.of(self.meaning.key, area, year) for year in self.years]

    @property
    def charts(self) -> list[Chart]:
        lines = [line for line in self.lines if any(value is not None for value in line.values)]
        if not lines or self.meaning.unit == STEP:
            return []
        common = {
            "unit": unit_of(self.meaning),
            "decimals": self.meaning.decimals,
            "source": str(self.meaning.source).rstrip("."),
            "palette": palette_of(gemeente()),
        }
        found = []
        if len(self.years) > 1:
            series = [Series(line.name, line.values, is_comparison=line.is_group) for line in lines]
            if any(value is not None for value in self.target_values):
                series.append(
                    Series(_("Streefwaarde"), self.target_values, is_comparison=True, is_sparse=True)
                )
            found.append(
                line_chart(
                    caption=_("%(figure)s door de jaren") % {"figure": self.meaning.title},
                    labels=[str(year) for year in self.years],
                    series=series,
                    from_zero=self.meaning.unit == "%",
                    **common,
                )
            )
        if len(lines) > 1:
            found.append(
                bar_chart(
                    caption=_("%(figure)s in %(year)s")
                    % {"figure": self.meaning.title, "year": self.years[-1]},
                    labels=[line.name for line in lines],
                    values=[line.values[-1] for line in lines],
                    first_column=_("Gebied"),
                    **common,
                )
            )
        return found

    @property
    def sheet(self) -> Sheet:
        years = self.years
        header = [_("Gebied"), *(str(year) for year in years)]
        lines = self.lines
        if any(value is not None for value in self.target_values):
            words = [value_in_words(self.meaning, value) for value in self.target_values]
            lines = [*lines, Line(_("Streefwaarde"), self.target_values, words, [])]
        return Sheet(
            title=_("%(figure)s door de jaren") % {"figure": self.meaning.title},
            subtitle=", ".join(area.name for area in self.shown),
            as_of=self.standing.as_of,
            header=header,
            rows=[
                [line.name, *("" if each is None else round(each, 2) for each in line.values)]
                for line in lines
            ],
            told=[[line.name, *line.told] for line in lines],
            meanings=[self.meaning],
            charts=self.charts,
        )


def make_trend(person, data) -> Trend:
    """Return a figure through the years of the areas that someone chose; a fixed number of queries."""
    areas = list(areas_to_steer(person))
    kinds = list(dict.fromkeys(area.kind for area in areas if not area.is_root))
    named, now = groups(), standing()
    form = TrendForm(data, areas=areas, groups=named, kinds=sorted(kinds))
    slugs = form.chosen("gebied") or []
    shown = [area for area in areas if area.slug in slugs][:MOST_LINES]
    if not shown:
        shown = [area for area in areas if area.is_root and form.meaning.has_total] or [
            area for area in areas if not area.is_root
        ][:1]
    people = populations_of(areas)
    sizes = {
        area.pk: size_of(people[area.pk].value if area.pk in people else None)
        for area in areas
        if not area.is_root
    }
    wanted = beside(form.chosen("groep") or [], areas=areas, sizes=sizes, groups=named)
    concerned = {area.pk for area in shown}.union(*(each.areas for each in wanted))
    known = known_figures([form.meaning.key], now.years, concerned)
    return Trend(
        form, now, areas, shown, wanted, known, targets(now.years), Ways(person, max(now.years, default=0))
    )
