"""All areas on one map and in one table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from areas.territory.models import Area
from areas.territory.queries import kinds_of_the_map
from wijkportaal.portal.steering.boards.cells import DOWN, MISSED, REACHED, SAME, UP, Cell, Row
from wijkportaal.portal.steering.boards.sheets import Sheet
from wijkportaal.portal.steering.boards.ways import Ways
from wijkportaal.portal.steering.calculations import change, class_bounds, class_of, is_reached
from wijkportaal.portal.steering.catalogue import FIGURES
from wijkportaal.portal.steering.definitions import OF_LIMIT, STEP, Definition
from wijkportaal.portal.steering.drawing import ColouredMap, colour_map
from wijkportaal.portal.steering.forms import BY_NAME, OverviewForm
from wijkportaal.portal.steering.models import AreaGroup
from wijkportaal.portal.steering.queries.reading import (
    Known,
    Standing,
    Targets,
    areas_to_steer,
    groups,
    known_figures,
    preference_of,
    standing,
    targets,
)
from wijkportaal.portal.steering.wording import (
    difference_in_words,
    margin_in_words,
    number_in_words,
    told_in_words,
    value_in_words,
    why_unknown,
)

# So many areas stand in the table at once; the map, the order and the whole are over all of them.
PAGE_SIZE = 100


@dataclass(frozen=True)
class Column:
    """A figure as the head of a column, and how a click on it sorts."""

    meaning: Definition
    order: str
    sorted: str


@dataclass(frozen=True)
class Ranked:
    """An area with the figure that colours the map, and its class there."""

    area: Area
    text: str
    level: int | None


@dataclass
class Overview:
    """The overview as a page shows it."""

    form: OverviewForm
    standing: Standing
    areas: list[Area]
    whole: Area | None
    known: Known
    goals: Targets
    person: object
    said: dict[tuple, tuple[str, str]] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return self.form.year

    @property
    def meanings(self) -> list[Definition]:
        return [FIGURES[key] for key in self.form.columns]

    @property
    def columns(self) -> list[Column]:
        asked, down = self.form.order.removeprefix("-"), self.form.order.startswith("-")
        found = []
        for meaning in self.meanings:
            is_sorted = meaning.key == asked
            order = meaning.key if is_sorted and down else f"-{meaning.key}"
            found.append(Column(meaning, order, ("descending" if down else "ascending") if is_sorted else ""))
        return found

    @cached_property
    def ways(self) -> Ways:
        return Ways(self.person, max(self.standing.years, default=self.year))

    @cached_property
    def ordered(self) -> list[Area]:
        """The areas in the order that was asked for; what is unknown comes last."""
        key, down = self.form.order.removeprefix("-"), self.form.order.startswith("-")
        if key not in FIGURES:
            return self.areas[::-1] if down and key == BY_NAME else self.areas
        values = {area.pk: self.known.value(key, area.pk, self.year) for area in self.areas}
        known = [area for area in self.areas if values[area.pk] is not None]
        known.sort(key=lambda area: values[area.pk], reverse=down)
        return known + [area for area in self.areas if values[area.pk] is None]

    @cached_property
    def page(self) -> Page:
        """The areas of the page of the table that was asked for; a page that is none is the nearest one."""
        return Paginator(self.ordered, PAGE_SIZE).get_page(self.form.page)

    @cached_property
    def on_page(self) -> Known:
        """Every figure that the page of the table shows, with that of the year before; one query."""
        shown = [area.pk for area in [*self.page, *([self.whole] if self.whole else [])]]
        return known_figures(self.form.columns, [self.year, self.year - 1], shown)

    @property
    def rows(self) -> list[Row]:
        """The gemeente as a whole, on every page, and the areas of this one."""
        whole = [Row(self.whole, self._cells(self.whole), is_total=True)] if self.whole else []
        return whole + [Row(area, self._cells(area)) for area in self.page]

    def _cells(self, area: Area) -> list[Cell]:
        return [self._cell(meaning, area) for meaning in self.meanings]

    def _cell(self, meaning: Definition, area: Area) -> Cell:
        told = self.on_page.of(meaning.key, area.pk, self.year)
        if told is None or told.value is None:
            if area is self.whole and not meaning.has_total:
                return Cell("–", unknown=_("niet voor de hele gemeente"))
            return Cell("–", unknown=why_unknown(told))
        before = self.on_page.value(meaning.key, area.pk, self.year - 1)
        target = self.goals.of(meaning.key, area.pk, self.year)
        if meaning.unit == OF_LIMIT and told.number is not None and told.value > told.number:
            goal = (_("boven de grens"), MISSED)
        else:
            goal = self._once(goal_of, meaning, told.value, target)
        return Cell(
            told_in_words(meaning, told),
            margin_in_words(meaning, told) or number_in_words(meaning, told),
            *self._once(trend_of, meaning, before, told.value),
            *goal,
            self.ways.to(meaning, area, self.year),
        )

    def _once(self, tell: Callable, meaning: Definition, *values: Decimal | None) -> tuple[str, str]:
        """Say something once: most of hundreds of areas have the same few numbers."""
        key = (tell, meaning.key, *values)
        if key not in self.said:
            self.said[key] = tell(meaning, *values)
        return self.said[key]

    # --- The map -------------------------------------------------------------------------------------------

    @property
    def figure(self) -> Definition:
        return FIGURES[self.form.figure]

    @cached_property
    def values(self) -> dict[int, Decimal | None]:
        return {area.pk: self.known.value(self.figure.key, area.pk, self.year) for area in self.areas}

    @cached_property
    def bounds(self) -> list[Decimal]:
        return class_bounds(self.values.values())

    @property
    def ranked(self) -> list[Ranked]:
        """The areas by the figure of the map, the most first."""
        ordered = sorted(
            self.areas,
            key=lambda area: (self.values[area.pk] is None, -(self.values[area.pk] or 0), area.name),
        )
        return [
            Ranked(
                area,
                told_in_words(self.figure, self.known.of(self.figure.key, area.pk, self.year)),
                class_of(self.values[area.pk], self.bounds),
            )
            for area in ordered
        ]

    @cached_property
    def map(self) -> ColouredMap | None:
        levels = {pk: class_of(value, self.bounds) for pk, value in self.values.items()}
        label = _("Kaart: %(figure)s in %(year)s") % {
            "figure": self.figure.title,
            "year": self.year,
        }
        return colour_map(self.areas, levels, label=label, legend=self._legend(levels))

    def _legend(self, levels: dict[int, int | None]) -> list[tuple[int | None, str, int]]:
        counts = {level: list(levels.values()).count(level) for level in [*range(len(self.bounds)), None]}
        found = []
        for level, bound in enumerate(self.bounds):
            low = min((self.values[pk] for pk, own in levels.items() if own == level), default=bound)
            words = value_in_words(self.figure, bound)
            if low != bound:
                words = f"{value_in_words(self.figure, low)} – {words}"
            found.append((level, words, counts[level]))
        if counts[None]:
            found.append((None, _("onbekend"), counts[None]))
        return found

    # --- As a file -----------------------------------------------------------------------------------------

    @cached_property
    def in_all(self) -> Known:
        """Every figure of every area, for a file; one query."""
        shown = [area.pk for area in [*self.areas, *([self.whole] if self.whole else [])]]
        return known_figures(self.form.columns, [self.year], shown)

    @property
    def sheet(self) -> Sheet:
        lines = ([self.whole] if self.whole else []) + self.ordered
        header = [_("Gebied"), _("Soort"), *(str(meaning.title) for meaning in self.meanings)]
        return Sheet(
            title=_("Alle gebieden in %(year)s") % {"year": self.year},
            subtitle=self.whole.name if self.whole else "",
            as_of=self.standing.as_of,
            header=header,
            rows=[[area.name, area.get_kind_display(), *self._plain(area)] for area in lines],
            told=[
                [
                    area.name,
                    area.get_kind_display(),
                    *(
                        told_in_words(meaning, self.in_all.of(meaning.key, area.pk, self.year))
                        for meaning in self.meanings
                    ),
                ]
                for area in lines
            ],
            meanings=self.meanings,
        )

    def _plain(self, area: Area) -> Iterable:
        for meaning in self.meanings:
            value = self.in_all.value(meaning.key, area.pk, self.year)
            if value is None:
                yield ""
            elif meaning.unit == STEP:
                yield value_in_words(meaning, value)
            else:
                yield round(value, max(meaning.decimals, 1))


def trend_of(meaning: Definition, before: Decimal | None, after: Decimal) -> tuple[str, str]:
    """Say how a figure went since the year before, with the sign that says the same."""
    moved = change(before, after)
    if moved is None or meaning.unit == STEP:
        return "", ""
    if not round(moved, meaning.decimals):
        return _("gelijk aan vorig jaar"), SAME
    words = _("meer dan vorig jaar") if moved > 0 else _("minder dan vorig jaar")
    return f"{difference_in_words(meaning, abs(moved))} {words}", UP if moved > 0 else DOWN


def goal_of(meaning: Definition, value: Decimal, target: Decimal | None) -> tuple[str, str]:
    """Say whether a target is reached, with the sign that says the same."""
    reached = is_reached(value, target, better=meaning.better)
    if reached is None:
        return "", ""
    words = {"goal": value_in_words(meaning, target)}
    if reached:
        return _("doel %(goal)s gehaald") % words, REACHED
    return _("doel %(goal)s niet gehaald") % words, MISSED


def make_overview(person, data) -> Overview:
    """Return the overview of the areas that someone steers; a fixed number of queries."""
    every = list(areas_to_steer(person))
    whole = next((area for area in every if area.is_root), None)
    parts = [area for area in every if not area.is_root]
    on_map = kinds_of_the_map()
    kinds = list(dict.fromkeys(area.kind for area in parts))
    named, now = groups(), standing()
    form = OverviewForm(
        data, years=now.years, kinds=sorted(kinds), groups=named, columns=preference_of(person).columns
    )
    areas = narrowed(parts, form, named, on_map)
    # Of all areas what colours the map and what orders the table; the rest is read of a page.
    keys = {form.figure, form.order.removeprefix("-")} & FIGURES.keys()
    known = known_figures(keys, [form.year], [area.pk for area in areas])
    return Overview(form, now, areas, whole, known, targets([form.year]), person)


def narrowed(areas: list[Area], form: OverviewForm, named: list[AreaGroup], on_map: list[str]) -> list[Area]:
    """Keep the areas of the kind and the group that were chosen; without either those of the map, or all there are."""
    group, kind = form.chosen("groep"), form.chosen("soort")
    if group:
        inside = {area.pk for each in named if str(each.pk) == group for area in each.areas.all()}
        areas = [area for area in areas if area.pk in inside]
    if kind:
        return [area for area in areas if area.kind == kind]
    if group:
        return areas
    return [area for area in areas if area.kind in on_map] or areas
