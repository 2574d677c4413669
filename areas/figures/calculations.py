"""Arithmetic of key figures: reading a cell, and estimating what no source has counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from areas.figures.catalogue import COUNT, Indicator
from wijkportaal.foundation.tables.calculations import parse_decimal


class NotANumber(ValueError):
    """A cell that should hold a figure and holds something else."""


def read_for(indicator: Indicator, column: str, cell: object) -> Decimal | None:
    """Return the value of a cell in the unit of its indicator; None where unknown.

    Raises NotANumber also for what cannot be: less than nothing, more than a hundred percent, and a count that
    is not whole. `1.234` inhabitants is a Dutch thousand or a mistake, and guessing which would put wrong
    figures on the page.
    """
    try:
        value = parse_decimal(cell)
    except ValueError as error:
        raise NotANumber(str(cell)) from error
    if value is None:
        return None
    if not 0 <= value <= indicator.highest:
        raise NotANumber(str(cell))
    value = value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    if indicator.is_whole and value != value.to_integral_value():
        raise NotANumber(str(cell))
    return value * indicator.factor(column.strip().lower())


@dataclass(frozen=True)
class Part:
    """What one former area adds to an estimate: its value, its weight, and the share that went over."""

    value: Decimal | None
    weight: Decimal | None
    share: Decimal


def estimate(indicator: Indicator, parts: Iterable[Part]) -> Decimal | None:
    """Return the figure of an area made of shares of others, or None when any part is unknown.

    Counts are shared out and added; means are weighed by `weight × share`. A mean over parts that all weigh
    nothing is unknown.
    """
    parts = [part for part in parts if part.share > 0]
    if not parts or any(part.value is None for part in parts):
        return None
    places = Decimal(1).scaleb(-indicator.decimals)
    if indicator.kind == COUNT:
        return sum((p.value * p.share for p in parts), Decimal(0)).quantize(places, ROUND_HALF_UP)
    if len(parts) == 1:
        return parts[0].value
    if any(part.weight is None for part in parts):
        return None
    total = sum((p.weight * p.share for p in parts), Decimal(0))
    if total == 0:
        return None
    weighed = sum((p.value * p.weight * p.share for p in parts), Decimal(0))
    return (weighed / total).quantize(places, ROUND_HALF_UP)
