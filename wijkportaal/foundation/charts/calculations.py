"""Scales: from numbers to places on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

Number = int | float  # a Decimal is welcome too: every value passes through float() before it is drawn


@dataclass(frozen=True)
class Scale:
    """Round steps that enclose all values: `low` and `high` are multiples of `step`."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [round(self.low + index * self.step, 10) for index in range(count + 1)]

    @property
    def decimals(self) -> int:
        """Digits behind the comma that the ticks need."""
        return max(0, -floor(log10(self.step) + 1e-9)) if self.step < 1 else 0

    def place(self, value: float, start: float, end: float) -> float:
        """Where `value` stands on a line from `start` (low) to `end` (high)."""
        return round(start + (float(value) - self.low) / (self.high - self.low) * (end - start), 1)


def nice_scale(values: Iterable[float | None], *, from_zero: bool, steps: int = 4) -> Scale:
    """The scale with steps of 1, 2 or 5 times a power of ten that fits the known values best.

    Without any known value the scale is 0 to 1.
    """
    known = [float(value) for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= abs(high) * 1e-9:
        # All the same: give it room below and above.
        room = abs(high) * 0.1 or 1.0
        low, high = (low, high + room) if from_zero and low == 0 else (low - room, high + room)
    raw = (high - low) / steps
    power = 10.0 ** floor(log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999999)
    return Scale(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step)


def spread(places: list[float], distance: float, low: float, high: float) -> list[float]:
    """Move labels apart until each is `distance` from the next, in their order, between low and high."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = [0.0] * len(places)
    previous = low - distance
    for index in order:
        previous = moved[index] = max(places[index], previous + distance)
    limit = high
    for index in reversed(order):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - distance
    return [round(place, 1) for place in moved]
