"""The planning of a year as rows of quarters, deadlines before it, and how long texts are in print. No database."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from programmes.projects.calculations import Quarter
from wijkportaal.foundation.richtext.calculations import plain


@dataclass(frozen=True)
class Cell:
    """One quarter of one project: is it being worked on, and does the work begin or end here?"""

    busy: bool
    first: bool = False
    last: bool = False


@dataclass(frozen=True)
class PlanningRow:
    """One project through the four quarters of a year; `before` and `after` say that it reaches further."""

    entry: object
    cells: tuple[Cell, ...]


def planning_of(entries: Iterable, year: int) -> list[PlanningRow]:
    """Return the entries of which the period touches `year`, each with its four quarters.

    A project without an end is drawn in the quarter in which it begins and no further, for that is all
    that is promised.
    """
    rows = []
    for entry in entries:
        start, end = entry.project.start, entry.project.end
        if start is None:
            continue
        end = end or start
        if end.year < year or start.year > year:
            continue
        rows.append(PlanningRow(entry, tuple(_cell(Quarter(year, n), start, end) for n in range(1, 5))))
    return rows


def _cell(quarter: Quarter, start: Quarter, end: Quarter) -> Cell:
    return Cell(busy=start <= quarter <= end, first=quarter == start, last=quarter == end)


# What the brochure has: letters on a line of text, and in mm a line, the room after a paragraph, and a page of A4.
LETTERS, LINE, AFTER, PAGE = 68, 5.16, 2.0, 251.0
# A text has a title above it and room below.
AROUND = 25.0
_BLOCK = re.compile(r"</(?:p|li|h[1-6])>")


def blocks_in(html: str) -> list[str]:
    """Cut a rich text where a line ends."""
    return _BLOCK.split(html)


def printed_height(
    texts: Iterable[str], *, letters: int = LETTERS, line: float = LINE, after: float = AFTER
) -> float:
    """Estimate how many mm paragraphs (HTML or not) take in the brochure."""
    lengths = (len(plain(text).strip()) for text in texts)
    return sum(math.ceil(length / letters) * line + after for length in lengths if length)


def quarters_of_a_page(html: str) -> int:
    """Estimate how much of a printed page a part takes with its title, in quarters, rounded up; 0 without a text."""
    height = printed_height(blocks_in(html))
    return math.ceil((height + AROUND) / PAGE * 4) if height else 0


def due_day(year: int, weeks: int) -> date:
    """Return the day that lies a number of weeks before the first of January of a year."""
    return date(year, 1, 1) - timedelta(weeks=weeks)


def look_back_line(entry) -> str:
    """Say in a line what last year's entry promised and how its project stands now."""
    promised = entry.promise or entry.title
    state = entry.project.get_state_display()
    reason = entry.project.state_reason.strip()
    line = _("In het programma van %(year)d stond: %(promised)s Nu: %(state)s") % {
        "year": entry.programme.year,
        "promised": _as_sentence(promised),
        "state": state,
    }
    return (f"{line} ({reason.rstrip('.')})." if reason else f"{line}.")[:500]


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
