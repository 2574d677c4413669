"""The brochure as a document: objects in, PDF out."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from programmes.editions.brochure import Brochure, PrintedProject, Theme
from programmes.editions.calculations import divide, fillers_needed
from programmes.editions.drawings import (
    LEGEND_COLUMNS,
    draw_area_shape,
    draw_colouring_map,
    draw_cover_map,
    draw_project_map,
    legend_heights,
    money_colour,
)
from programmes.editions.filling import THEME_GAP, Size, blocks_of, sizes_of
from programmes.editions.snapshots import as_data
from programmes.editions.states import ARCHIVE, BOOKLET, LARGE, MAP_COVER, PRINT, SCREEN, TEXT
from wijkportaal.foundation.branding.calculations import (
    WHITE,
    mix,
    readable_on,
    readable_shade,
)
from wijkportaal.foundation.documents.imposition import make_booklet
from wijkportaal.foundation.documents.rendering import DataFile, Rendered, render, render_variants
from wijkportaal.foundation.money.calculations import euros, shares

STYLESHEETS = ("print/brochure.css",)
# The anchor of the back cover; the pages for notes are set after it.
BACK = "achterkant"
# A5 is half an A4, so its sides are the root of that; letters of 12.9 points come out at 9.1.
A5_SCALE, A5_LETTERS = 148 / 210, 1.25
DATA_NAME = "programma.json"
# Titles of an area up to so many letters fit the cover in that size.
TITLE_SIZES = ((11, "huge"), (17, "large"))


@dataclass(frozen=True)
class ContentsLine:
    """A line of the table of contents; the renderer fills in the page."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Figure:
    """A number that sums the programme up."""

    value: str
    label: str


@dataclass(frozen=True)
class Cell:
    """A quarter in which a project is worked on."""

    edge: str
    text: str


@dataclass(frozen=True)
class LegendBlock:
    """Projects of one theme in one column of the list beside the map."""

    theme_number: int
    theme: Theme
    projects: list[PrintedProject]


@dataclass(frozen=True)
class TimelineRow:
    """A project over the four quarters; a quarter without work is None."""

    project: PrintedProject
    theme_number: int
    cells: list[Cell | None]


@dataclass(frozen=True)
class Design:
    """What can be chosen about the look: paper (A4, A5), cover, and whether sheets of four pages are filled."""

    paper: str = "A4"
    cover: str = MAP_COVER
    whole_sheets: bool = True

    @property
    def scale(self) -> float:
        """How much smaller than A4 it is printed: A5 is set on an A4 with larger letters and brought down."""
        return A5_SCALE if self.paper == "A5" else 1.0

    @property
    def letters(self) -> float:
        """How much larger the letters are before that."""
        return A5_LETTERS if self.paper == "A5" else 1.0

    @property
    def stylesheets(self) -> tuple[str, ...]:
        return (*STYLESHEETS, *(["print/a5.css"] if self.paper == "A5" else []))


def print_brochure(
    brochure: Brochure, *, variant: str = SCREEN, report: Callable[[int], None] | None = None
) -> Rendered:
    """Return the brochure in one variant; see `print_variants`."""
    return print_variants(brochure, [variant], report=report)[variant]


def print_variants(
    brochure: Brochure,
    variants: Sequence[str],
    *,
    design: Design | None = None,
    report: Callable[[int], None] | None = None,
) -> dict[str, Rendered]:
    """Return the brochure in each of the variants of `states.ALL_VARIANTS` that are asked for.

    What looks the same is laid out once. The print variant has bleed and crop marks, and a number of pages that
    a printer can fold: pages for notes come before the back cover. `report(page)` is called as each page is laid
    out.
    """
    design = design or Design()
    with translation.override(brochure.words_language):
        return _print_variants(brochure, variants, design, report)


def _print_variants(
    brochure: Brochure, variants: Sequence[str], design: Design, report: Callable[[int], None] | None
) -> dict[str, Rendered]:
    made: dict[str, Rendered] = {}
    designed = {variant for variant in variants if variant in {SCREEN, PRINT, ARCHIVE}}
    if BOOKLET in variants:
        designed.add(PRINT)
    if designed:
        made |= _print_designed(brochure, designed, design, report)
    if BOOKLET in variants:
        made[BOOKLET] = Rendered(make_booklet(made[PRINT].content), made[PRINT].pages)
    if LARGE in variants:
        made[LARGE] = print_large(brochure)
    if TEXT in variants:
        made[TEXT] = Rendered(write_text(brochure).encode(), 0)
    return {variant: made[variant] for variant in variants}


def _print_designed(brochure: Brochure, variants: set[str], design: Design, report) -> dict[str, Rendered]:
    with_fillers = PRINT in variants and design.whole_sheets
    arranged: dict[str, Callable[[list], list] | None] = dict.fromkeys(
        variants, without_fillers if with_fillers else None
    )
    if with_fillers:
        arranged[PRINT] = whole_sheets
    data = json.dumps(as_data(brochure), ensure_ascii=False, indent=1).encode()
    return render_variants(
        set_brochure(brochure, design=design, with_fillers=with_fillers),
        arranged,
        stylesheets=design.stylesheets,
        tokens=colours_of(brochure),
        scale=design.scale,
        data=DataFile(DATA_NAME, data, _("Alles wat in deze brochure staat, als gegevens")),
        report=report,
    )


def print_large(brochure: Brochure) -> Rendered:
    """Return the brochure in letters of 18 points, in one column and without decoration."""
    html = render_to_string("editions/large.html", _linear(brochure))
    return render(html, stylesheets=("print/large.css",), tokens=colours_of(brochure))


def write_text(brochure: Brochure) -> str:
    """Return the brochure as plain text, for a reading machine, an e-mail or another layout."""
    text = render_to_string("editions/brochure.txt", _linear(brochure))
    return re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n")).strip() + "\n"


def _linear(brochure: Brochure) -> dict:
    return {
        "brochure": brochure,
        "kind_title": kind_title(brochure),
        "money_rows": money_rows(brochure),
        "year": str(brochure.year),
        "last_year": str(brochure.year - 1),
    }


def without_fillers(pages: list) -> list:
    """Leave out the pages for notes: those after the back cover."""
    return pages[: _back_of(pages) + 1]


def whole_sheets(pages: list) -> list:
    """Keep as many of the pages for notes as are needed, before the back cover."""
    back = _back_of(pages)
    text, fillers = pages[:back], pages[back + 1 :]
    return [*text, *fillers[: fillers_needed(len(text) + 1)], pages[back]]


def _back_of(pages: list) -> int:
    return next(number for number, page in enumerate(pages) if BACK in page.anchors)


def cover_map(brochure: Brochure, design: Design) -> str:
    """Return the map on the cover; a cover with a photo has none."""
    if design.cover == MAP_COVER:
        return draw_cover_map(brochure)
    return "" if brochure.cover else draw_area_shape(brochure)


def kind_title(brochure: Brochure) -> str:
    """Return what a programme of such an area is called."""
    return _("Dorpsprogramma") if brochure.area_kind == "dorp" else _("Wijkprogramma")


def set_brochure(brochure: Brochure, *, design: Design | None = None, with_fillers: bool = False) -> str:
    """Return the brochure as HTML for the print stylesheet."""
    design = design or Design()
    # On A5 the photo stands beside the facts, so there is nothing to fill.
    sizes = sizes_of(blocks_of(brochure)) if design.paper == "A4" else {}
    return render_to_string(
        "editions/brochure.html",
        {
            "brochure": brochure,
            "theme_rules": theme_rules(brochure) + size_rules(sizes),
            "sizes": sizes,
            "cover_map": mark_safe(cover_map(brochure, design)),  # noqa: S308 - drawn by ourselves
            "project_map": mark_safe(  # noqa: S308
                draw_project_map(brochure, letters=design.letters) if brochure.on_map else ""
            ),
            "design": design,
            "kind_title": kind_title(brochure),
            "title_size": title_size(brochure.area_name),
            "contents": contents_of(brochure),
            "figures": figures_of(brochure),
            "legend": legend_of(brochure, letters=design.letters),
            "timeline": timeline_of(brochure),
            "money_rows": money_rows(brochure),
            "credits": ", ".join(credits_of(brochure)),
            # As text: a number would get a separator, and 2.026 is no year.
            "year": str(brochure.year),
            "last_year": str(brochure.year - 1),
            "next_year": str(brochure.year + 1),
            "with_fillers": with_fillers,
            "drawing_map": mark_safe(draw_colouring_map(brochure) if with_fillers else ""),  # noqa: S308
            "lines": range(16),
        },
    )


def colours_of(brochure: Brochure) -> dict[str, str]:
    """Return the colours of the gemeente for the stylesheet; what is text can be read on white and on tint."""
    primary, accent = brochure.gemeente.primary, brochure.gemeente.accent
    soft = mix(primary, WHITE, 0.08)
    return {
        "primary": primary,
        "on-primary": readable_on(primary),
        "primary-text": readable_shade(primary, soft),
        "primary-soft": soft,
        "primary-mid": mix(primary, WHITE, 0.2),
        "accent": accent,
        "accent-text": readable_shade(accent, soft),
    }


def theme_rules(brochure: Brochure) -> str:
    """Return the CSS of the themes' colours and of the swatches of money."""
    rules = []
    for number, (theme, _projects) in enumerate(brochure.themes, start=1):
        solid = readable_shade(theme.colour, WHITE)
        rules.append(
            f".t-{number}{{background-color:{solid}}}"
            f".f-{number}{{background-color:{mix(solid, WHITE, 0.07)};border-color:{solid}}}"
        )
    rules += [
        f".m-{number}{{background-color:{money_colour(number - 1)}}}"
        for number in range(1, len(brochure.money) + 1)
    ]
    return "".join(rules)


def size_rules(sizes: Mapping[int, Size]) -> str:
    """Return the CSS with which the projects fill the pages of an A4; see `filling`.

    By classes: projects of one class share their computed style in the renderer, and those with an id of their own
    do not, nor does anything within them.
    """
    photos = {size.photo for size in sizes.values()}
    gaps = {size.below for size in sizes.values() if size.below}
    rules = [f".p-{height}{{height:{height}mm}}" for height in sorted(photos)]
    rules += [f".b-{below}{{margin-bottom:{below + THEME_GAP:g}mm}}" for below in sorted(gaps)]
    return "".join(rules)


def title_size(name: str) -> str:
    """Return how large the name of the area stands on the cover."""
    longest_word = max((len(word) for word in name.split()), default=0)
    for letters, size in TITLE_SIZES:
        if longest_word <= letters and len(name) <= 2 * letters:
            return size
    return "medium"


def contents_of(brochure: Brochure) -> list[ContentsLine]:
    """Return the table of contents: only what is in this brochure."""
    lines = [
        (brochure.faces, "mensen", _("Wie kunt u bellen?")),
        (brochure.look_back or brochure.promises, "terugblik", _("Terugblik")),
        (brochure.border and brochure.on_map, "kaart", _("Waar gaan we aan de slag?")),
        (brochure.projects, "projecten", _("Wat gaan we doen?")),
        (brochure.in_time, "planning", _("Het jaar in één oogopslag")),
        (brochure.money, "geld", _("Wat kost het?")),
    ]
    lines += [
        (True, f"deel-{number}", chapter.title) for number, chapter in enumerate(brochure.chapters, start=1)
    ]
    lines.append((brochure.agenda, "agenda", _("Komt u ook? De agenda")))
    return [ContentsLine(anchor, title) for present, anchor, title in lines if present]


def figures_of(brochure: Brochure) -> list[Figure]:
    """Return the numbers that sum the programme up."""
    figures = []
    if len(brochure.projects) > 1:
        figures.append(
            Figure(str(len(brochure.projects)), _("projecten in %(year)s") % {"year": brochure.year})
        )
    if brochure.total:
        figures.append(Figure(euros(brochure.total.quantize(Decimal(1))), _("voor de projecten samen")))
    if brochure.promises:
        promised = {"kept": brochure.kept, "all": len(brochure.promises)}
        figures.append(Figure(_("%(kept)s van %(all)s") % promised, _("beloften van vorig jaar nagekomen")))
    return figures


def legend_of(brochure: Brochure, *, letters: float = 1.0) -> list[list[LegendBlock]]:
    """Return the list beside the map in columns of about the same height; a long theme goes on in the next."""
    rows = [
        (number, theme, project)
        for number, (theme, projects) in enumerate(brochure.themes, start=1)
        for project in projects
    ]
    columns, start = [], 0
    for count in divide(legend_heights(brochure, letters=letters), LEGEND_COLUMNS):
        part = rows[start : start + count]
        start += count
        columns.append(
            [
                LegendBlock(number, theme, [row[2] for row in part if row[0] == number])
                for number, theme in dict.fromkeys((row[0], row[1]) for row in part)
            ]
        )
    return columns


def timeline_of(brochure: Brochure) -> list[TimelineRow]:
    """Return the projects over the year, those that begin first on top."""
    numbers = {theme.key: number for number, (theme, _p) in enumerate(brochure.themes, start=1)}
    projects = sorted(brochure.in_time, key=lambda p: (p.quarters[0], p.quarters[-1], p.number))
    return [
        TimelineRow(project, numbers[project.theme.key], [_cell(project, quarter) for quarter in range(1, 5)])
        for project in projects
    ]


def _cell(project: PrintedProject, quarter: int) -> Cell | None:
    if quarter not in project.quarters:
        return None
    first, last = project.quarters[0] == quarter, project.quarters[-1] == quarter
    if first and last:
        return Cell("only", _("hele kwartaal"))
    return (
        Cell("first", _("begin")) if first else Cell("last", _("tot hier")) if last else Cell("", _("bezig"))
    )


def money_rows(brochure: Brochure) -> list[dict]:
    """Return the sources of money with the share of each, as whole percentages that add up to 100."""
    percentages = shares([source.amount for source in brochure.money])
    return [
        {"name": source.name, "amount": source.amount, "certainty": source.certainty, "share": share}
        for source, share in zip(brochure.money, percentages, strict=True)
    ]


def credits_of(brochure: Brochure) -> list[str]:
    """Return the makers of the photos, each once, in the order in which they come."""
    chapters = (brochure.foreword, brochure.portrait, brochure.look_back, *brochure.chapters)
    holders = [*(c for c in chapters if c), *brochure.faces, *brochure.projects]
    photos = [brochure.cover, *(holder.photo for holder in holders)]
    return list(dict.fromkeys(photo.credit for photo in photos if photo and photo.credit))
