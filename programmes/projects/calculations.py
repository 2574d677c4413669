"""Arithmetic of quarters, money and places. No database."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, total_ordering
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import shape

from wijkportaal.foundation.richtext.calculations import plain

FIRST_YEAR, LAST_YEAR = 2000, 2100
SUMMARY_LENGTH = 240
PLACE_KINDS = {"Point", "LineString", "Polygon"}
MAX_CORNERS = 500
# The Netherlands with some water around, in degrees: west, south, east, north.
BOUNDS = (3.0, 50.6, 7.4, 53.8)
ORDINALS = {1: gettext_lazy("1e"), 2: gettext_lazy("2e"), 3: gettext_lazy("3e"), 4: gettext_lazy("4e")}


class Quarter(NamedTuple):
    """A quarter of a year; sorts through time."""

    year: int
    quarter: int

    @property
    def index(self) -> int:
        """The number of quarters since the year 0, to count with."""
        return self.year * 4 + self.quarter - 1

    @classmethod
    def at(cls, index: int | None) -> "Quarter | None":
        """Return the quarter with this index, as `index` gives it; None stays None."""
        return None if index is None else cls(index // 4, index % 4 + 1)

    @property
    def written(self) -> str:
        """The quarter as forms, files and the trail write it: `2026-1`."""
        return f"{self.year}-{self.quarter}"

    @classmethod
    def read(cls, written: str) -> "Quarter":
        """Read what `written` gives; raises ValueError for anything else."""
        year, quarter = (int(part) for part in written.split("-"))
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= quarter <= 4):
            raise ValueError(f"{written!r} is no quarter")
        return cls(year, quarter)

    def __str__(self) -> str:
        return _("%(quarter)s kwartaal %(year)s") % {"quarter": ORDINALS[self.quarter], "year": self.year}


def period_label(start: Quarter | None, end: Quarter | None) -> str:
    """Say a period as a reader would: “2e kwartaal 2026”, “1e t/m 3e kwartaal 2026”, “vanaf …”, “heel 2026”."""
    return _period_label(get_language(), start, end)


@lru_cache(1024)
def _period_label(_language: str | None, start: Quarter | None, end: Quarter | None) -> str:
    # Lists say few periods many times, and each asks the catalogue for several words.
    if start is None:
        return _("nog niet bekend") if end is None else _("uiterlijk %(end)s") % {"end": end}
    if end is None:
        return _("vanaf %(start)s") % {"start": start}
    if start == end:
        return str(start)
    if start.year != end.year:
        return _("%(start)s t/m %(end)s") % {"start": start, "end": end}
    if (start.quarter, end.quarter) == (1, 4):
        return _("heel %(year)s") % {"year": start.year}
    return _("%(start)s t/m %(end)s kwartaal %(year)s") % {
        "start": ORDINALS[start.quarter],
        "end": ORDINALS[end.quarter],
        "year": start.year,
    }


Period = tuple[Quarter | None, Quarter | None]


def quarters_later(before: Period, after: Period) -> int:
    """Return by how many quarters a period ends later than it did (begins, where no end is known); 0 if not."""
    for old, new in zip(reversed(before), reversed(after), strict=True):
        if old and new:
            return max(0, new.index - old.index)
    return 0


def written_period(period: Period) -> str:
    """Write a period as the trail keeps it: `2026-1/2026-3`."""
    return "/".join(quarter.written if quarter else "" for quarter in period)


def read_period(written: str) -> Period:
    """Read what `written_period` gives."""
    start, _slash, end = written.partition("/")
    return Quarter.read(start) if start else None, Quarter.read(end) if end else None


def quarters_between(first: int, last: int) -> list[Quarter]:
    """Return all quarters of the years `first` up to and including `last`."""
    return [Quarter(year, quarter) for year in range(first, last + 1) for quarter in range(1, 5)]


@total_ordering
@dataclass(frozen=True)
class SourceTotal:
    """What one source of money pays, in euros, and how much of it is not certain yet."""

    source: str
    label: str
    amount: Decimal
    uncertain: Decimal

    def __lt__(self, other: "SourceTotal") -> bool:
        return (-self.amount, self.label) < (-other.amount, other.label)


def totals_by_source(lines: Iterable) -> list[SourceTotal]:
    """Add cost lines (source, get_source_display(), amount, is_certain) per source, the largest first."""
    totals: dict[str, list] = {}
    for line in lines:
        row = totals.setdefault(line.source, [line.get_source_display(), Decimal(0), Decimal(0)])
        row[1] += line.amount
        if not line.is_certain:
            row[2] += line.amount
    return sorted(SourceTotal(source, *row) for source, row in totals.items())


def fingerprint(lines: Iterable) -> str:
    """Return a short text that differs when the cost lines differ, to see whether somebody changed them."""
    told = [
        f"{line.pk}|{line.source}|{line.description}|{line.amount:.2f}|{line.certainty}"
        for line in sorted(lines, key=lambda line: line.pk)
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def summary_of(html: str) -> str:
    """Return the first words of a rich text, for a list."""
    text = " ".join(plain(html[: SUMMARY_LENGTH * 20]).split())
    return Truncator(text).chars(SUMMARY_LENGTH, truncate="…")


def marker_of(place: dict | None) -> tuple[float, float] | None:
    """Return where the number of a project stands on the map: a point in or on its place (longitude, latitude)."""
    if not place:
        return None
    geometry = shape(place)
    point = (
        geometry.interpolate(0.5, normalized=True)
        if geometry.geom_type == "LineString"
        else geometry.representative_point()
    )
    return round(point.x, 6), round(point.y, 6)


def written_corners(place: dict) -> str:
    """Write the corners of a line or an area, one a line: latitude, longitude."""
    corners = place["coordinates"] if place["type"] == "LineString" else place["coordinates"][0][:-1]
    return "\n".join(f"{corner[1]!r}, {corner[0]!r}" for corner in corners)


def place_of_corners(text: str, *, kind: str) -> dict | None:
    """Read what `written_corners` gives into a `LineString` or `Polygon`; None when it cannot be read."""
    corners = []
    for line in text.strip().splitlines():
        numbers = re.findall(r"-?\d+(?:\.\d+)?", line)
        if len(numbers) != 2:
            return None
        corners.append([float(numbers[1]), float(numbers[0])])
    if not corners:
        return None
    if kind == "LineString":
        return {"type": kind, "coordinates": corners}
    closed = corners if corners[0] == corners[-1] and len(corners) > 1 else [*corners, corners[0]]
    return {"type": "Polygon", "coordinates": [closed]}


def fault_in_place(place: object) -> str | None:
    """Say in Dutch what is wrong with a drawn place, or return None when it can be used."""
    if not isinstance(place, dict) or place.get("type") not in PLACE_KINDS:
        return _("Dit is geen punt, lijn of vlak op de kaart.")
    try:
        geometry = shape(place)
        corners = len(geometry.exterior.coords if geometry.geom_type == "Polygon" else geometry.coords)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        corners = 0
    if not corners:
        return _("Deze plek op de kaart is niet te lezen. Kies de plek opnieuw.")
    if not geometry.is_valid:
        return _("Deze lijn of dit vlak kruist zichzelf. Teken de plek opnieuw.")
    if corners > MAX_CORNERS:
        return _("Deze plek heeft te veel hoeken. Teken hem wat grover.")
    west, south, east, north = geometry.bounds
    if not (BOUNDS[0] <= west and east <= BOUNDS[2] and BOUNDS[1] <= south and north <= BOUNDS[3]):
        return _("Deze plek ligt niet in Nederland.")
    return None
