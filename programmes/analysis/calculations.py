"""Arithmetic of a buurtanalyse: areas laid side by side, lines through the years. No database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Values = Mapping[int, Decimal | None]


def index_of(values: Values, base: int) -> dict[int, Decimal | None]:
    """Return the values with that of the year `base` as 100, to one decimal; unknown where either is unknown or 0."""
    start = values.get(base)
    return {
        year: (value * 100 / start).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if value is not None and start
        else None
        for year, value in values.items()
    }


def mean_of(values: Iterable[Decimal | None], weights: Iterable[Decimal | None]) -> Decimal | None:
    """Return the weighed mean of what is known, both value and weight; None when nothing is."""
    known = [
        (value, weight)
        for value, weight in zip(values, weights, strict=True)
        if value is not None and weight is not None and weight > 0
    ]
    total = sum((weight for _value, weight in known), Decimal(0))
    return sum((value * weight for value, weight in known), Decimal(0)) / total if total else None


def nearest(people: Decimal, others: Mapping[int, Decimal], *, number: int) -> list[int]:
    """Return the keys of those that differ least in inhabitants, as a share, the nearest first."""

    def distance(key: int) -> tuple[Decimal, int]:
        count = others[key]
        return max(count, people) / max(min(count, people), Decimal(1)), key

    return sorted(others, key=distance)[:number]


@dataclass(frozen=True)
class Spread:
    """How judgements lie on the scale: how many of each score, and the middle one."""

    counts: dict[int, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def middle(self) -> int | None:
        """The median, the lower of two; a word on the scale and no mean, for words cannot be averaged."""
        seen = 0
        for score in sorted(self.counts):
            seen += self.counts[score]
            if seen * 2 >= self.total:
                return score
        return None


def spread_of(scores: Iterable[int]) -> Spread:
    """Count judgements by score."""
    return Spread(dict(Counter(scores)))


@dataclass(frozen=True)
class Curve:
    """The lines of an outcome over the same years; forecast and target begin at the last measured point."""

    years: list[int]
    measured: list[Decimal | None]
    forecast: list[Decimal | None]
    target: list[Decimal | None]

    @property
    def has_forecast(self) -> bool:
        return any(value is not None for value in self.forecast)

    @property
    def has_target(self) -> bool:
        return any(value is not None for value in self.target)


def curve_of(measured: Values, forecast: Values, target: Values) -> Curve | None:
    """Lay the lines of an outcome over all years from the first to the last; None when nothing is measured."""
    known = [year for year in measured if measured[year] is not None]
    if not known:
        return None
    every = [*known, *forecast, *target]
    years = list(range(min(every), max(every) + 1))
    last = max(known)

    def line(values: Values) -> list[Decimal | None]:
        joined = dict(values) if not values else {last: measured[last], **values}
        return [joined.get(year) for year in years]

    return Curve(years, [measured.get(year) for year in years], line(forecast), line(target))


def years_between(*lines: Iterable[int], most: int) -> Sequence[int]:
    """Return the years from the first to the last of all lines, at most the last so many."""
    years = {year for line in lines for year in line}
    return range(min(years), max(years) + 1)[-most:] if years else ()
