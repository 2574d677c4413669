"""Who gets money: areas with their figures, and the boards that hold several areas together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from budgets.staffels.calculations.wording import day, whole

INHABITANTS, HOUSEHOLDS, DWELLINGS = "inwoners", "huishoudens", "woningen"
# One and many of what can be counted; the keys stand in files.
MEASURES = {INHABITANTS: "inwoner", HOUSEHOLDS: "huishouden", DWELLINGS: "woning"}
# The kinds of area that a scheme can tell apart, as files name them.
KINDS = {
    "wijk": "wijk",
    "dorp": "dorp",
    "buurt": "buurt",
    "kern": "kern",
    "gemeente": "gemeente",
    "other": "ander gebied",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something there are, on which day, and who says so."""

    number: int
    on: date
    source: str = ""
    estimated: bool = False

    def phrase(self, measure: str) -> str:
        """`5.748 inwoners op 1 januari 2026`."""
        noun = MEASURES[measure] if self.number == 1 else measure
        guess = _(" (geschat)") if self.estimated else ""
        return f"{whole(self.number)} {noun} op {day(self.on)}{guess}"


Counts = Mapping[str, Count | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """One area as a scheme sees it. `earlier` are its figures at the start of a fixed term."""

    key: str
    name: str
    kind: str = "wijk"
    counts: Counts = field(default_factory=dict)
    earlier: Counts = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    board: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Who gets one amount: an area, or the areas of one board with their figures summed."""

    key: str
    name: str
    members: tuple[Subject, ...]
    counts: Counts

    @property
    def is_group(self) -> bool:
        return len(self.members) > 1

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(member.kind for member in self.members)

    @property
    def names(self) -> frozenset[str]:
        """Every text by which this unit can be meant in a list of areas, in lower case."""
        known = {self.key, self.name}
        if not self.is_group:
            known |= {self.members[0].key, self.members[0].name}
        return frozenset(name.lower() for name in known)

    def count(self, measure: str) -> Count | None:
        return self.counts.get(measure)

    def phrase(self, measure: str) -> str:
        """The count of a measure in words; of a board with what its areas bring in."""
        count = self.count(measure)
        if count is None:
            return _("een onbekend aantal %(measure)s") % {"measure": measure}
        text = count.phrase(measure)
        if self.is_group:
            each = " + ".join(
                f"{member.name} {whole(known.number)}"
                for member in self.members
                if (known := member.counts.get(measure))
            )
            text = f"{text} ({each})"
        return text

    def lacking(self, measure: str) -> str:
        """Say whose figure is not known."""
        who = [member.name for member in self.members if member.counts.get(measure) is None]
        return _("Het aantal %(measure)s van %(who)s is niet bekend.") % {
            "measure": measure,
            "who": ", ".join(who) or self.name,
        }


def units_of(subjects: Iterable[Subject], *, grouped: bool) -> list[Unit]:
    """Return who gets an amount: each area, or when `grouped` the areas under one board together."""
    if not grouped:
        return [Unit(each.key, each.name, (each,), each.counts) for each in subjects]
    boards: dict[str, list[Subject]] = {}
    for each in subjects:
        boards.setdefault(f"board:{each.board}" if each.board else f"area:{each.key}", []).append(each)
    return [_together(members) for members in boards.values()]


def _together(members: list[Subject]) -> Unit:
    first = members[0]
    if len(members) == 1:
        return Unit(first.key, first.name, (first,), first.counts)
    return Unit(first.board, first.board, tuple(members), {m: _sum(members, m) for m in MEASURES})


def _sum(members: list[Subject], measure: str) -> Count | None:
    """Add up; one that is not known makes the sum unknown."""
    found = [member.counts.get(measure) for member in members]
    known = [count for count in found if count is not None]
    if len(known) < len(found):
        return None
    return Count(
        sum(count.number for count in known),
        max(count.on for count in known),
        "; ".join(dict.fromkeys(count.source for count in known if count.source)),
        any(count.estimated for count in known),
    )
