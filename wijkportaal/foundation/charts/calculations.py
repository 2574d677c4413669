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


@dataclass(frozen=True)
class Stream:
    """What goes from one node to another; `kind` keeps streams between the same two apart. Above zero."""

    source: str
    target: str
    value: Number
    kind: str = ""


@dataclass(frozen=True)
class Box:
    """A node of a flow drawing: which column it stands in, and from where to where."""

    name: str
    column: int
    top: float
    bottom: float


@dataclass(frozen=True)
class Band:
    """A stream of a flow drawing: as thick at both ends, leaving its source and reaching its target in turn."""

    stream: Stream
    start: float
    end: float
    thickness: float


def layered(
    columns: list[list[str]], streams: Iterable[Stream], *, height: float, gap: float
) -> tuple[list[Box], list[Band]]:
    """Place the nodes of each column below each other, as high as what goes through them, and the bands between.

    `height` is what the fullest column gets for its values, without gaps; `gap` stands above every node, for its
    label. One scale holds for the whole drawing. What a node gets and gives may differ: it is as high as the larger.
    """
    streams = [stream for stream in streams if stream.value > 0]
    through = {name: 0.0 for column in columns for name in column}
    for name in through:
        given = sum(float(stream.value) for stream in streams if stream.source == name)
        got = sum(float(stream.value) for stream in streams if stream.target == name)
        through[name] = max(given, got)
    fullest = max((sum(through[name] for name in column) for column in columns), default=0.0)
    scale = height / fullest if fullest else 0.0
    boxes: dict[str, Box] = {}
    for number, column in enumerate(columns):
        place = 0.0
        for name in column:
            top = place + gap
            place = top + through[name] * scale
            boxes[name] = Box(name, number, top, place)
    order = {name: (box.column, box.top) for name, box in boxes.items()}
    leaving = {name: box.top for name, box in boxes.items()}
    reaching = dict(leaving)
    bands = []
    for stream in sorted(streams, key=lambda each: (order[each.source], order[each.target])):
        thick = float(stream.value) * scale
        bands.append(Band(stream, leaving[stream.source], reaching[stream.target], thick))
        leaving[stream.source] += thick
        reaching[stream.target] += thick
    return list(boxes.values()), bands
