"""What comes on the sheet: which items, and how much of their text. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, zip_longest

# How far back something may be to tell how an area is doing.
LOOKS_BACK = timedelta(days=183)
# An answer is fast within so many working days of the question.
FAST_ANSWER = 10
CHOSEN = 3


@dataclass(frozen=True)
class Item:
    """One line of the sheet: what it is, in words, what to know of it, and where it stands in the portal."""

    kind: str
    text: str
    detail: str
    url: str


@dataclass(frozen=True)
class Fit:
    """How much comes on paper: how many people and other lines, and how many signs of a text.

    What was chosen as going well and not well stands there in every fit.
    """

    people: int
    lines: int
    signs: int
    detail: int


# From roomy to tight; the first with which all fits on one page is used.
FITS = (Fit(9, 5, 110, 70), Fit(8, 4, 90, 60), Fit(7, 3, 64, 40), Fit(3, 1, 36, 16))


def choose(kinds: Iterable[Sequence[Item]], number: int = CHOSEN) -> list[Item]:
    """Choose items of several kinds, each in its own order: of every kind the first, then of every kind the second."""
    rounds = zip_longest(*kinds)
    return [item for item in chain.from_iterable(rounds) if item is not None][:number]


def shorten(text: str, signs: int) -> str:
    """Return a text in at most so many signs, cut between words where that is possible; spaces become one."""
    plain = " ".join(text.split())
    if len(plain) <= signs:
        return plain
    room = plain[: signs - 1]
    words = room if plain[signs - 1] == " " else room.rpartition(" ")[0]
    return (words if len(words) > signs // 2 else room).rstrip(" ,;:.–-") + "…"
