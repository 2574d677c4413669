"""What scores say together. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, count

from django.utils.text import slugify

from wijkportaal.portal.visitations.states import THEMES


def mean(scores: Iterable[int]) -> float | None:
    """Return the mean of scores with one decimal; None when there are none."""
    known = list(scores)
    return round(sum(known) / len(known), 1) if known else None


def by_theme(scores: Iterable[tuple[str, int]]) -> dict[str, float | None]:
    """Return the mean score of each theme, in the order of the themes."""
    found: dict[str, list[int]] = {theme: [] for theme in THEMES}
    for theme, score in scores:
        found[theme].append(score)
    return {theme: mean(values) for theme, values in found.items()}


def new_code(text: str, taken: Collection[str]) -> str:
    """Return a lasting code for a new statement: its first words, and a number when those are a code already."""
    begin = slugify(text)[:32].strip("-") or "stelling"
    numbered = (f"{begin}-{number}" for number in count(2))
    return next(code for code in chain([begin], numbered) if code not in taken)


@dataclass(frozen=True)
class Compared:
    """The mean of each theme through the years, of the statements that were asked in all of them.

    `shared` is how many statements that are, `asked` how many there are in the last year.
    """

    years: list[int]
    means: dict[str, list[float | None]]
    shared: int
    asked: int

    @property
    def is_whole(self) -> bool:
        return self.shared == self.asked


def compare(scores: Iterable[tuple[int, str, str, int]]) -> Compared:
    """Compare years by what can be compared: `scores` are rows of year, theme, code of the statement and score.

    A questionnaire may change; a statement keeps its code when it says the same.
    """
    rows = list(scores)
    years = sorted({year for year, _theme, _code, _score in rows})
    codes = {year: {code for each, _theme, code, _score in rows if each == year} for year in years}
    shared = set.intersection(*codes.values()) if codes else set()
    means: dict[str, list[float | None]] = {theme: [] for theme in THEMES}
    for year in years:
        found = by_theme(
            (theme, score) for each, theme, code, score in rows if each == year and code in shared
        )
        for theme, value in found.items():
            means[theme].append(value)
    return Compared(years, means, len(shared), len(codes[years[-1]]) if years else 0)
