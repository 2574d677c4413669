"""Comparing signals, spam, the matrix of routes, and the arithmetic of lead times. No database."""

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz

from participation.signals.states import ROUTES, Route
from wijkportaal.foundation.workdays.calculations import workdays_between

# A title is what a list shows of a signal.
TITLE_LENGTH = 90
# What is compared of a text; nobody says anything new after this many words.
WORDS_COMPARED = 80
# More links than this in a text of somebody without an account is advertising.
MOST_LINKS = 2
LINK = re.compile(r"(?:https?://|www\.)\S+|\[url", re.IGNORECASE)
# Words that say nothing of what a signal is about.
FILLERS = frozenset(
    [
        "aan",
        "al",
        "alle",
        "als",
        "bij",
        "dan",
        "dat",
        "de",
        "deze",
        "die",
        "dit",
        "door",
        "een",
        "en",
        "er",
        "geen",
        "graag",
        "had",
        "heb",
        "hebben",
        "heeft",
        "het",
        "hier",
        "ik",
        "in",
        "is",
        "ja",
        "je",
        "kan",
        "kunnen",
        "maar",
        "me",
        "meer",
        "met",
        "mij",
        "mijn",
        "moet",
        "naar",
        "nee",
        "niet",
        "nog",
        "nu",
        "of",
        "om",
        "ons",
        "onze",
        "ook",
        "op",
        "over",
        "te",
        "toch",
        "tot",
        "u",
        "uit",
        "uw",
        "van",
        "veel",
        "voor",
        "waar",
        "wat",
        "we",
        "weer",
        "wel",
        "wij",
        "wil",
        "wordt",
        "worden",
        "zich",
        "zijn",
        "zo",
        "zou",
    ]
)
EARTH = 6_371_000
# As far apart (metres) nobody means the same lantern any more.
FAR = 400


def without_accents(text: str) -> str:
    """Return a text in small letters without accents."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )


def plain_words(text: str) -> list[str]:
    """Return the words of a text as they are compared: small letters, no accents, no fillers, without a plural."""
    words = [word for word in re.findall(r"\w+", without_accents(text)) if word not in FILLERS]
    return [singular(word) for word in words[:WORDS_COMPARED]]


def singular(word: str) -> str:
    """Return a plain word without its plural: the Dutch stemmer does not join fiets and fietsen."""
    if not word.isalpha():
        return word[:60]
    for ending, rest in (("en", 3), ("e", 3), ("s", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= rest:
            word = word.removesuffix(ending)
    # “takken” and “tak”, “bomen” and “boom”, “huizen” and “huis”.
    if len(word) > 2 and word[-1] == word[-2]:
        word = word[:-1]
    word = word[:-1] + {"z": "s", "v": "f"}.get(word[-1], word[-1])
    return re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", word)[:60]


def fingerprint_of(words: Sequence[str]) -> str:
    """Return what is the same for texts that say the same; empty when there is nothing to compare."""
    return hashlib.md5(" ".join(words).encode(), usedforsecurity=False).hexdigest() if words else ""


def title_of(text: str) -> str:
    """Return the first sentence of a text, or as much of it as a list shows."""
    flat = " ".join(text.split())
    first = re.split(r"(?<=[.!?…])\s", flat, maxsplit=1)[0]
    if len(first) <= TITLE_LENGTH:
        return first
    return first[: TITLE_LENGTH - 1].rsplit(" ", 1)[0][: TITLE_LENGTH - 1].rstrip(" ,;:") + "…"


def search_terms(words: Iterable[str], *, most: int = 8) -> list[str]:
    """Return the words that are worth looking for: the longest, which are the rarest."""
    found = sorted({word for word in words if len(word) > 2 and word.isalnum()}, key=lambda w: (-len(w), w))
    return found[:most]


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance between two points (latitude, longitude), flat as it is within a gemeente."""
    north = math.radians(other[0] - one[0])
    east = math.radians(other[1] - one[1]) * math.cos(math.radians((one[0] + other[0]) / 2))
    return EARTH * math.hypot(north, east)


def likeness(one: str, other: str, metres: float | None) -> int:
    """Return from 0 to 100 how much two signals look alike, by their plain words and how far apart they are.

    Two different things on one spot are not the same, so that a place alone never makes more than half.
    """
    text = (
        max(fuzz.token_sort_ratio(one, other), 0.9 * fuzz.token_set_ratio(one, other)) if one and other else 0
    )
    if metres is None:
        return round(text * 0.9)
    near = max(0.0, 1 - metres / FAR)
    return round(text * (0.7 + 0.3 * near) + 12 * near * (text < 60))


def shown_name(text: str) -> str:
    """Return a name as it can be shown: on one line, without signs that turn the writing of what follows around."""
    seen = "".join(
        sign if unicodedata.category(sign) not in {"Cc", "Cf"} or sign == "\u200d" else " " for sign in text
    )
    return " ".join(seen.split())


def link_count(text: str) -> int:
    """Return how many addresses of websites a text names."""
    return len(LINK.findall(text))


def route_for(*, is_compound: bool, is_outside: bool) -> Route:
    """Return the route of a question: single or compound, within or outside policy."""
    return next(
        route
        for route in ROUTES.values()
        if (route.is_compound, route.is_outside) == (is_compound, is_outside)
    )


# Partners+Pröpper, by (a plan of one's own, the power to decide).
DIRECTIONS = {
    (True, True): gettext_lazy("beheersingsgericht"),
    (False, True): gettext_lazy("uitvoeringsgericht"),
    (True, False): gettext_lazy("visionair"),
    (False, False): gettext_lazy("faciliterend"),
}


def direction_of(has_script: bool | None, has_power: bool | None) -> str:
    """Return the type of regie in words; empty while one of both is not known."""
    if has_script is None or has_power is None:
        return ""
    return str(DIRECTIONS[has_script, has_power])


@dataclass(frozen=True)
class Spread:
    """How long a stretch took for a number of signals, in days."""

    number: int
    median: float | None
    slowest: float | None

    @property
    def is_known(self) -> bool:
        return self.number > 0


def spread_of(days: Iterable[int]) -> Spread:
    """Return the median and where the slowest tenth begins: nine of ten took as long as that or less.

    The slowest tenth is a day that really occurred (nearest rank), so that of one signal both are the same.
    """
    found = sorted(days)
    if not found:
        return Spread(0, None, None)
    middle = len(found) // 2
    median = found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2
    return Spread(len(found), median, found[math.ceil(0.9 * len(found)) - 1])


def days_of(begin: date | None, end: date | None) -> tuple[int, int] | None:
    """Return calendar and working days of a stretch; None when it is not over, 0 when its end was noted earlier."""
    if begin is None or end is None:
        return None
    if end <= begin:
        return 0, 0
    return (end - begin).days, workdays_between(begin, end)


def days_left(today: date, due: date) -> str:
    """Say in working days how long there still is: `nog 3 werkdagen`, `vandaag`, `2 werkdagen te laat`."""
    days = workdays_between(today, due)
    if today == due or days == 0:
        return _("vandaag") if today >= due else _("nog 1 werkdag")
    if days > 0:
        return _("nog 1 werkdag") if days == 1 else _("nog %(n)d werkdagen") % {"n": days}
    return _("1 werkdag te laat") if days == -1 else _("%(n)d werkdagen te laat") % {"n": -days}
