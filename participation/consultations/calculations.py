"""Reading streets as people type them, small numbers that stay hidden, and which wishes look alike. No database."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from participation.consultations.states import ANSWERED, MOST_ADDRESSES
from participation.reach.calculations.small import SMALL, TOGETHER
from participation.signals.calculations import likeness, search_terms

# From here two wishes are put before somebody as perhaps the same; between wishes of one street less says nothing.
ALIKE = 55
# More wishes than this with a word in common say that the word tells nothing.
COMMON = 40
LONGEST_STREET, LONGEST_RANGE = 120, 500
RANGE = re.compile(r"(\d{1,5})\s*(?:-|–|t/m|tot)\s*(\d{1,5})\s*(even|oneven)?", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,5}\s?[a-z]{0,3}(?:[-/]\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True)
class TypedStreet:
    """A street with its house numbers, in the order in which one walks."""

    name: str
    numbers: tuple[str, ...]


def read_streets(text: str) -> tuple[list[TypedStreet], list[str]]:
    """Return the streets of a text, one on a line (`Lindestraat: 1-25 oneven, 27a`), and in Dutch what is not read.

    A name that stands there twice is one street. A line without numbers is a street in which no doors are counted.
    """
    numbers: dict[str, dict[str, None]] = {}
    faults = []
    for line in text.splitlines():
        if not line.strip():
            continue
        name, _colon, rest = (part.strip() for part in line.replace("\t", ":", 1).partition(":"))
        found, wrong = _numbers_of(rest)
        if not name or len(name) > LONGEST_STREET or re.search(r"\d\s*$", name):
            faults.append(
                _("“%(line)s”: zet een dubbele punt tussen straat en nummers.") % {"line": line[:60]}
            )
        elif wrong:
            faults.append(
                _("“%(part)s” in %(street)s lezen wij niet. Schrijf bijvoorbeeld 1-25 oneven, 27a.")
                % {"part": wrong[:40], "street": name[:40]}
            )
        else:
            numbers.setdefault(name, {}).update(dict.fromkeys(found))
    if sum(len(each) for each in numbers.values()) > MOST_ADDRESSES:
        faults.append(_("Dat zijn meer dan %(most)d adressen. Deel de ronde op.") % {"most": MOST_ADDRESSES})
    return [TypedStreet(name, tuple(each)) for name, each in numbers.items()], faults


def _numbers_of(text: str) -> tuple[list[str], str]:
    """Return the numbers of a line, and the first part that is none."""
    found: list[str] = []
    for part in re.split(r"[,;]", text):
        written = part.strip()
        if not written:
            continue
        if span := RANGE.fullmatch(written):
            first, last, kind = int(span[1]), int(span[2]), (span[3] or "").lower()
            if not first <= last < first + LONGEST_RANGE:
                return [], written
            odd = {"even": (0,), "oneven": (1,)}.get(kind, (0, 1))
            found += [str(number) for number in range(first, last + 1) if number % 2 in odd]
        elif NUMBER.fullmatch(written):
            found.append(re.sub(r"\s", "", written).lower())
        else:
            return [], written
    return found, ""


def outcome_of(outcomes: Iterable[str]) -> str:
    """Return how it stands at a door after these visits, oldest first: who answered has answered."""
    last = ""
    for last in outcomes:
        if last == ANSWERED:
            return ANSWERED
    return last


def protected(table: Sequence[Sequence[int]]) -> list[list[int | None]]:
    """Return a table of counts of people of which the totals are known, with None for what may not be shown.

    The rule of docs/adr/0135-small-groups.md for rows and columns at once: 1 to 4 is hidden, and in its row and its
    column the next along, until what is hidden in each are two numbers or more that hold enough people together.
    """
    height, width = len(table), len(table[0]) if table else 0
    lines = [[(y, x) for x in range(width)] for y in range(height)] if width > 1 else []
    lines += [[(y, x) for y in range(height)] for x in range(width)] if height > 1 else []
    hidden = {(y, x) for y, row in enumerate(table) for x, number in enumerate(row) if 0 < number < SMALL}
    is_changing = True
    while is_changing:
        is_changing = False
        for line in lines:
            if along := _to_hide_along(table, line, hidden):
                hidden.add(along)
                is_changing = True
    return [
        [None if (y, x) in hidden else number for x, number in enumerate(row)] for y, row in enumerate(table)
    ]


def _to_hide_along(table, line: list[tuple[int, int]], hidden: set) -> tuple[int, int] | None:
    """Return what is hidden next in a row or column because what is hidden there can be worked out; or None."""
    closed = [place for place, cell in enumerate(line) if cell in hidden]
    people = sum(table[y][x] for y, x in (line[place] for place in closed))
    if not closed or (len(closed) > 1 and people >= TOGETHER):
        return None
    # By the order of the table and not by size, which would tell something; those of nobody last.
    in_order = [*line[closed[-1] + 1 :], *reversed(line[: closed[-1]])]
    rest = [cell for cell in in_order if cell not in hidden]
    return next((cell for cell in rest if table[cell[0]][cell[1]]), rest[0] if rest else None)


def pairs_alike(wishes: Sequence[tuple[int, str]], *, most: int = 6) -> list[tuple[int, int, int]]:
    """Return which wishes (key, plain words) look alike, as (score, one, other), the most alike first.

    Only wishes with a telling word in common are compared, so that a thousand of them take no time.
    """
    by_word: dict[str, list[int]] = {}
    words = dict(wishes)
    for key, text in wishes:
        for word in search_terms(text.split()):
            by_word.setdefault(word, []).append(key)
    pairs = {
        pair for keys in by_word.values() if len(keys) <= COMMON for pair in combinations(sorted(keys), 2)
    }
    scored = [(likeness(words[one], words[other], None), one, other) for one, other in pairs]
    best = sorted((each for each in scored if each[0] >= ALIKE), key=lambda each: (-each[0], each[1:]))
    return best[:most]


def alike_to(words: str, others: Sequence[tuple[int, str]], *, most: int = 6) -> list[tuple[int, int]]:
    """Return which others (key, plain words) look like a text, as (score, key), the most alike first."""
    scored = [(likeness(words, text, None), key) for key, text in others]
    best = sorted((each for each in scored if each[0] >= ALIKE), key=lambda each: (-each[0], each[1]))
    return best[:most]
