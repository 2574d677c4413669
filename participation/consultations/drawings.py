"""The numbers of a round as its pages show them: drawings with their tables, and without small numbers in public."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.consultations.calculations import protected
from participation.consultations.queries.figures import AT_THE_DOOR
from participation.consultations.states import CHANNELS, ONLINE, PAPER
from participation.reach.calculations.small import SMALL, without_small
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Chart, bar_chart

COLUMNS = (*AT_THE_DOOR, ONLINE, PAPER)


@dataclass(frozen=True)
class ShownStreet:
    """A street with its doors, and how it went there; None is too small to show."""

    name: str
    doors: int
    cells: list[int | None]


@dataclass(frozen=True)
class ShownQuestion:
    """A question with how many answered it, and for one with choices the drawing."""

    text: str
    answered: int | None
    chart: Chart | None


@dataclass(frozen=True)
class ShownFigures:
    """All numbers of a page; `is_hidden` when something was too small to show."""

    people: int | None
    channels: list[tuple[str, int | None]]
    streets: list[ShownStreet]
    totals: ShownStreet | None
    questions: list[ShownQuestion]
    is_hidden: bool


def show_figures(figures: dict, *, for_anyone: bool) -> ShownFigures:
    """Return the numbers of a round; `for_anyone` hides those of one to four people, and what would give them away."""
    channels = {name: figures["channels"][name] for name in CHANNELS}
    lines = figures["streets"]
    counts = [[line[column] for column in COLUMNS] for line in lines]
    cells: list[list[int | None]] = [*counts]
    if for_anyone:
        channels, cells = without_small(channels), protected(counts)
    streets = [
        ShownStreet(line["name"] or _("straat niet bekend"), line["doors"], row)
        for line, row in zip(lines, cells, strict=True)
    ]
    totals = None
    if len(lines) > 1:
        sums = [sum(row[place] for row in counts) for place in range(len(COLUMNS))]
        doors = sum(line["doors"] for line in lines)
        totals = ShownStreet(_("Samen"), doors, [_large(n) if for_anyone else n for n in sums])
    questions = [_question(question, for_anyone=for_anyone) for question in figures["questions"]]
    people = sum(figures["channels"].values())
    hidden = [
        *channels.values(),
        *(cell for row in cells for cell in row),
        *(each.answered for each in questions),
    ]
    return ShownFigures(
        _large(people) if for_anyone else people,
        [(str(CHANNELS[name]), number) for name, number in channels.items()],
        streets,
        totals,
        questions,
        None in hidden,
    )


def _large(number: int) -> int | None:
    return None if 0 < number < SMALL else number


def _question(question: dict, *, for_anyone: bool) -> ShownQuestion:
    answered = _large(question["answered"]) if for_anyone else question["answered"]
    choices = dict(map(tuple, question["choices"]))
    if not choices or not answered:
        return ShownQuestion(question["text"], answered, None)
    shown = without_small(choices) if for_anyone else choices
    chart = bar_chart(
        caption=question["text"],
        labels=list(shown),
        values=list(shown.values()),
        first_column=_("Antwoord"),
        palette=palette_of(gemeente()),
    )
    return ShownQuestion(question["text"], answered, chart)


def column_labels() -> list[str]:
    """Return what stands above the columns of the table of streets."""
    return [
        _("Antwoord aan de deur"),
        _("Niemand thuis"),
        _("Wil niet"),
        _("Terugkomen"),
        _("Online"),
        _("Papier"),
    ]
