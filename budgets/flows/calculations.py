"""Arithmetic of money flows: what goes where, what it is per inhabitant, and what hours are worth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from wijkportaal.foundation.charts.calculations import Stream

CENT = Decimal("0.01")
# More sources than this make a drawing that nobody reads; the smallest go together, the table has them all.
MOST_SOURCES = 9


@dataclass(frozen=True)
class Amount:
    """Euros that a source gives for a goal of an area in a year; names, as they are shown."""

    area: str
    year: int
    source: str
    goal: str
    certainty: str
    amount: Decimal
    description: str = ""
    evidence: str = ""


def worth(hours: Decimal, rate: Decimal) -> Decimal:
    """Return what hours are worth, in euros and cents."""
    return (hours * rate).quantize(CENT, ROUND_HALF_UP)


def per_inhabitant(amount: Decimal, inhabitants: Decimal | int | None) -> Decimal | None:
    """Return euros per inhabitant; None when nobody knows how many there are, or nobody lives there."""
    return (amount / Decimal(inhabitants)).quantize(CENT, ROUND_HALF_UP) if inhabitants else None


def summed(amounts: Iterable[Amount], *parts: str) -> dict[tuple, Decimal]:
    """Add amounts up by these parts of them, in the order in which they come."""
    totals: dict[tuple, Decimal] = {}
    for each in amounts:
        key = tuple(getattr(each, part) for part in parts)
        totals[key] = totals.get(key, Decimal(0)) + each.amount
    return totals


def streams_of(
    amounts: Sequence[Amount], *, certainties: Sequence[str], rest: str
) -> tuple[list[list[str]], list[Stream]]:
    """Return the columns (sources, goals, areas) and streams of a drawing; the largest of each column first.

    What the goals get is what they pass on. The smallest sources go together under the name `rest`.
    """
    by_source = summed(amounts, "source")
    largest = sorted(by_source, key=lambda key: (-by_source[key], key))
    shown = {name for (name,) in (largest if len(largest) <= MOST_SOURCES else largest[: MOST_SOURCES - 1])}
    named = [
        (each.source if each.source in shown else rest, each.goal, each.area, each.certainty, each.amount)
        for each in amounts
    ]
    first: dict[tuple, Decimal] = {}
    last: dict[tuple, Decimal] = {}
    for source, goal, area, certainty, amount in named:
        first[source, goal, certainty] = first.get((source, goal, certainty), Decimal(0)) + amount
        last[goal, area, certainty] = last.get((goal, area, certainty), Decimal(0)) + amount
    order = {key: number for number, key in enumerate(certainties)}
    streams = [
        Stream(begin, end, amount, certainty)
        for step in (first, last)
        for (begin, end, certainty), amount in sorted(
            step.items(), key=lambda item: (order[item[0][2]], item[0])
        )
    ]
    columns = []
    for place in range(3):
        totals: dict[str, Decimal] = {}
        for each in named:
            totals[each[place]] = totals.get(each[place], Decimal(0)) + each[4]
        columns.append(sorted(totals, key=lambda name: (name == rest, -totals[name], name)))
    return columns, streams
