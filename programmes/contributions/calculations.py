"""Texts cut in passages, remarks tied to a passage, and two texts side by side. Pure Python."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from wijkportaal.foundation.richtext.calculations import paragraphs, plain

_TAG = re.compile(r"<(/?)(p|h3|h4|ul|ol|blockquote)(?:\s[^>]*)?>")
_PIECE = re.compile(r"\S+|\s+")


@dataclass(frozen=True)
class Passage:
    """One paragraph, heading or list of a text: as HTML, and as a reader sees it."""

    html: str
    text: str


def passages(html: str) -> list[Passage]:
    """Cut clean HTML into its outermost blocks, in order; typed text has its paragraphs as blocks."""
    if not html.strip():
        return []
    source = html if _TAG.search(html) else paragraphs(html)
    found, depth, start = [], 0, 0
    for tag in _TAG.finditer(source):
        if tag.group(1):
            depth -= 1
            if depth == 0:
                block = source[start : tag.end()]
                found.append(Passage(block, plain(block)))
        else:
            if depth == 0:
                start = tag.start()
            depth += 1
    return found


def find_passage(quote: str, among: Sequence[Passage]) -> int | None:
    """Return the number of the passage in which a quote still stands word for word, or None.

    Spaces and capitals do not count, so that a remark keeps its place when only the layout changed.
    """
    wanted = _folded(quote)
    if not wanted:
        return None
    return next((number for number, each in enumerate(among) if wanted in _folded(each.text)), None)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class Run:
    """Some words of one side: the same in both texts, or only here."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Row:
    """A paragraph of the old text beside the one of the new text that took its place; either may be missing."""

    old: tuple[Run, ...]
    new: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        return any(run.differs for run in (*self.old, *self.new))


def side_by_side(old: str, new: str) -> list[Row]:
    """Return two rich texts beside each other, paragraph by paragraph, with the words that differ marked."""
    before, after = _paragraphs(old), _paragraphs(new)
    rows = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [Row((Run(text, False),), (Run(text, False),)) for text in before[i1:i2]]
        else:
            rows += [
                Row(*_compared(left, right))
                for left, right in zip_longest(before[i1:i2], after[j1:j2], fillvalue="")
            ]
    return rows


def _paragraphs(html: str) -> list[str]:
    return [text for text in re.split(r"\n\s*\n", plain(html)) if text.strip()]


def _compared(left: str, right: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    old, new = _PIECE.findall(left), _PIECE.findall(right)
    lefts, rights = [], []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lefts.append(Run("".join(old[i1:i2]), kind != "equal"))
        rights.append(Run("".join(new[j1:j2]), kind != "equal"))
    return _without_empty(lefts), _without_empty(rights)


def _without_empty(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.text)


# A reminder goes out this many days before the deadline, and a week after it.
REMIND_DAYS = (7, 3, 1, -1, -7)


def is_reminder_day(days_left: int) -> bool:
    """Tell whether the clock reminds a supplier whose deadline is so many days away (negative: has passed)."""
    return days_left in REMIND_DAYS
