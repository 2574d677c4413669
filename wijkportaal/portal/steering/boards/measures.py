"""The four measures by which Deventer says whether it works: taking part, appreciation, solved, known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from areas.territory.models import Area
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Chart, Interval, interval_chart
from wijkportaal.portal.steering.boards.cells import Cell
from wijkportaal.portal.steering.boards.overview import goal_of, trend_of
from wijkportaal.portal.steering.boards.sheets import Sheet
from wijkportaal.portal.steering.boards.ways import Ways
from wijkportaal.portal.steering.calculations import Counted
from wijkportaal.portal.steering.catalogue import FIGURES, FOUR_MEASURES
from wijkportaal.portal.steering.definitions import Definition
from wijkportaal.portal.steering.forms import MeasuresForm
from wijkportaal.portal.steering.queries.reading import (
    Known,
    Standing,
    Targets,
    areas_to_steer,
    known_figures,
    standing,
    targets,
)
from wijkportaal.portal.steering.wording import (
    margin_in_words,
    number_in_words,
    told_in_words,
    value_in_words,
    why_unknown,
)

# What the records themselves say, beside what residents say of it.
BESIDE = {"taking_part": "taskgroups", "solved": "promises_kept"}


@dataclass(frozen=True)
class Measure:
    """One of the four in an area and a year, with its past."""

    meaning: Definition
    told: Counted | None
    text: str
    margin: str
    number: str
    unknown: str
    trend: str
    trend_sign: str
    goal: str
    goal_sign: str
    chart: Chart | None
    also: str
    url: str


@dataclass
class Measures:
    """The four measures as a page shows them."""

    form: MeasuresForm
    standing: Standing
    areas: list[Area]
    area: Area | None
    known: Known
    goals: Targets
    ways: Ways

    @property
    def year(self) -> int:
        return self.form.chosen("jaar") or max(self.standing.years, default=0)

    @property
    def meanings(self) -> list[Definition]:
        return [FIGURES[key] for key in FOUR_MEASURES]

    @property
    def measures(self) -> list[Measure]:
        return [self._measure(meaning) for meaning in self.meanings] if self.area else []

    def _measure(self, meaning: Definition) -> Measure:
        told = self.known.of(meaning.key, self.area.pk, self.year)
        value = told.value if told else None
        trend = goal = ("", "")
        if value is not None:
            trend = trend_of(meaning, self.known.value(meaning.key, self.area.pk, self.year - 1), value)
            goal = goal_of(meaning, value, self.goals.of(meaning.key, self.area.pk, self.year))
        return Measure(
            meaning,
            told,
            told_in_words(meaning, told),
            margin_in_words(meaning, told),
            number_in_words(meaning, told),
            "" if value is not None else why_unknown(told),
            *trend,
            *goal,
            self._chart(meaning),
            self._also(meaning),
            self.ways.to(meaning, self.area, self.year),
        )

    def _chart(self, meaning: Definition) -> Chart | None:
        by_year = {
            year: self.known.of(meaning.key, self.area.pk, year) for year in sorted(self.standing.years)
        }
        measured = {year: told for year, told in by_year.items() if told is not None}
        if not measured:
            return None
        first = min(measured)
        return interval_chart(
            caption=_("%(measure)s in %(area)s") % {"measure": meaning.title, "area": self.area.name},
            intervals=[
                Interval(
                    str(year),
                    told.value if told else None,
                    told.low if told else None,
                    told.high if told else None,
                    told.number if told else None,
                    "" if told and told.value is not None else why_unknown(told),
                )
                for year, told in by_year.items()
                if year >= first
            ],
            highest=100,
            source=_("peilingen onder bewoners"),
            first_column=_("Jaar"),
            number_column=_("Antwoorden"),
            palette=palette_of(gemeente()),
        )

    def _also(self, meaning: Definition) -> str:
        """Say what the records themselves tell of the same."""
        beside = FIGURES.get(BESIDE.get(meaning.key, ""))
        if beside is None:
            return ""
        told = self.known.of(beside.key, self.area.pk, self.year)
        if told is None or told.value is None:
            return ""
        return _("Uit het portaal zelf: %(title)s, %(value)s.") % {
            "title": str(beside.title)[:1].lower() + str(beside.title)[1:],
            "value": value_in_words(beside, told.value),
        }

    @property
    def table(self) -> list[tuple[Area, list[Cell]]]:
        """Every area with its four measures: value, margin, and why there is none."""
        rows = []
        for area in self.areas:
            told = [self.known.of(meaning.key, area.pk, self.year) for meaning in self.meanings]
            if any(each is not None for each in told):
                cells = [
                    self._cell(meaning, area, each) for meaning, each in zip(self.meanings, told, strict=True)
                ]
                rows.append((area, cells))
        return rows

    def _cell(self, meaning: Definition, area: Area, told: Counted | None) -> Cell:
        text, note = told_in_words(meaning, told), margin_in_words(meaning, told)
        if told is None or told.value is None:
            return Cell(text, unknown=why_unknown(told))
        return Cell(text, note, url=self.ways.to(meaning, area, self.year))

    @property
    def sheet(self) -> Sheet:
        header = [_("Gebied"), _("Jaar"), _("Maat"), _("Procent"), _("Van"), _("Tot"), _("Antwoorden")]
        rows = [
            [
                area.name,
                year,
                str(meaning.title),
                *("" if part is None else round(part, 1) for part in (told.value, told.low, told.high)),
                "" if told.number is None else told.number,
            ]
            for area in self.areas
            for year in sorted(self.standing.years)
            for meaning in self.meanings
            if (told := self.known.of(meaning.key, area.pk, year)) is not None
        ]
        return Sheet(
            title=_("De vier maten van Deventer"),
            subtitle=f"{self.area.name}, {self.year}" if self.area else "",
            as_of=self.standing.as_of,
            header=header,
            rows=rows,
            told=[["–" if cell == "" else str(cell).replace(".", ",") for cell in row] for row in rows],
            meanings=self.meanings,
            charts=[measure.chart for measure in self.measures if measure.chart],
        )


def make_measures(person, data) -> Measures:
    """Return the four measures of an area in a year, and of all areas beside it; a fixed number of queries."""
    areas = list(areas_to_steer(person))
    now = standing()
    form = MeasuresForm(data, areas=areas, years=now.years)
    asked = form.chosen("gebied")
    whole = [area for area in areas if area.is_root] or areas
    area = next((area for area in areas if area.slug == asked), whole[0] if whole else None)
    known = known_figures([*FOUR_MEASURES, *BESIDE.values()], now.years, [each.pk for each in areas])
    return Measures(
        form, now, areas, area, known, targets(now.years), Ways(person, max(now.years, default=0))
    )
