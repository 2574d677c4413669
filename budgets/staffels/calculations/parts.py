"""What a scheme is made of, as data: each part describes its own fields, checks itself and adds its lines.

A part's fields carry a `Spec`. The file format, the forms in the browser, the knobs of the simulator and the
checks all follow from it, so that a new kind of part is one class.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from budgets.staffels.calculations.rows import Row, Shared
from budgets.staffels.calculations.subjects import INHABITANTS, KINDS, MEASURES, Unit
from budgets.staffels.calculations.wording import whole
from wijkportaal.foundation.money.calculations import euros


@dataclass(frozen=True)
class Spec:
    """One field of a part: its kind, its name in the file and its words on a form."""

    kind: str
    key: str
    label: str
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False


def spec(kind: str, key: str, label, **more) -> dict[str, Spec]:
    """Describe a field of a part: the metadata of `dataclasses.field`."""
    return {"spec": Spec(kind, key, label, **more)}


def specs_of(part: "type[Part] | Part") -> dict[str, Spec]:
    """Return the described fields of a part by attribute, in order."""
    return {each.name: each.metadata["spec"] for each in fields(part) if "spec" in each.metadata}


MEASURE_CHOICES = {measure: measure for measure in MEASURES}


@dataclass(frozen=True)
class Range:
    """From one number up to and including another; None is without a limit."""

    measure: str = INHABITANTS
    low: int | None = None
    high: int | None = None

    def holds(self, number: int) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)

    def words(self) -> str:
        """`van 250 tot en met 4.999 inwoners`."""
        if self.low is not None and self.high is not None:
            return _("van %(low)s tot en met %(high)s %(measure)s") % {
                "low": whole(self.low),
                "high": whole(self.high),
                "measure": self.measure,
            }
        if self.low is not None:
            return _("vanaf %(low)s %(measure)s") % {"low": whole(self.low), "measure": self.measure}
        if self.high is not None:
            return _("tot en met %(high)s %(measure)s") % {"high": whole(self.high), "measure": self.measure}
        return ""

    def faults(self) -> Iterator[str]:
        if self.low is not None and self.high is not None and self.high < self.low:
            yield _("de bovengrens %(high)s ligt onder de ondergrens %(low)s") % {
                "high": whole(self.high),
                "low": whole(self.low),
            }

    def edges(self) -> Iterator[tuple[str, int]]:
        """The numbers at which something begins to hold or has just ended."""
        if self.low:
            yield self.measure, self.low
        if self.high is not None:
            yield self.measure, self.high + 1


@dataclass(frozen=True, kw_only=True)
class Part:
    """One step of a scheme. `only` keeps it to areas of a size."""

    type: ClassVar[str]
    title: ClassVar[str]
    help: ClassVar[str] = ""
    # Whether it gives money of itself, or works on what the parts before it gave.
    adds: ClassVar[bool] = True

    only: Range | None = field(
        default=None,
        metadata=spec(
            "range",
            "alleen",
            lazy("Alleen voor gebieden van een bepaalde grootte"),
            optional=True,
            help=lazy("Laat leeg als dit onderdeel voor alle gebieden geldt."),
        ),
    )

    def words(self) -> str:
        """What the part does, in a sentence for anyone."""
        raise NotImplementedError

    def described(self) -> str:
        """The words, with the size of area it is for."""
        size = self.only.words() if self.only else ""
        return f"{self.words()} ({_('alleen %(size)s') % {'size': size}})" if size else self.words()

    def faults(self, *, covered: Range | None) -> Iterator[str]:
        """What is wrong with it, in Dutch. `covered` is the range of areas that must find an amount."""
        if self.only:
            yield from self.only.faults()

    def edges(self) -> Iterator[tuple[str, int]]:
        """Where the amount may jump: at this count something else holds than at one less."""
        if self.only:
            yield from self.only.edges()

    def apply(self, rows: list[Row], shared: Shared, place: int) -> None:
        """Add what it gives to each area that takes part; `place` is where it stands in the scheme."""
        for row in self.concerned(rows):
            self.apply_to(row)

    def apply_to(self, row: Row) -> None:
        raise NotImplementedError

    def concerned(self, rows: list[Row]) -> Iterator[Row]:
        """The rows that take part and are of the right size; one whose size is unknown becomes unknown."""
        for row in rows:
            if not row.takes_part:
                continue
            if (self.only and not self.only.words()) or self.only is None:
                yield row
            elif (count := row.unit.count(self.only.measure)) is None:
                row.lose(row.unit.lacking(self.only.measure))
            elif self.only.holds(count.number):
                yield row


@dataclass(frozen=True, kw_only=True)
class Fixed(Part):
    """The same amount for each."""

    type = "vast"
    title = lazy("Vast bedrag")
    help = lazy("Ieder gebied krijgt hetzelfde bedrag.")

    amount: Decimal | None = field(metadata=spec("money", "bedrag", lazy("Bedrag")))

    def words(self) -> str:
        if self.amount is None:
            return _("Een vast bedrag, dat niet openbaar is")
        return _("Een vast bedrag van %(amount)s") % {"amount": euros(self.amount)}

    def apply_to(self, row: Row) -> None:
        if self.amount is None:
            row.lose(_("vast bedrag: niet openbaar"))
        else:
            row.add(_("%(amount)s vast") % {"amount": euros(self.amount)}, self.amount)


@dataclass(frozen=True, kw_only=True)
class Rate(Part):
    """An amount for each inhabitant, household or dwelling."""

    type = "tarief"
    title = lazy("Bedrag per inwoner, huishouden of woning")
    help = lazy("Het aantal keer een bedrag.")

    measure: str = field(default=INHABITANTS, metadata=spec("choice", "maat", lazy("Per"), choices=MEASURES))
    amount: Decimal | None = field(metadata=spec("money", "bedrag", lazy("Bedrag")))

    def words(self) -> str:
        if self.amount is None:
            return _("Een bedrag per %(one)s, dat niet openbaar is") % {"one": MEASURES[self.measure]}
        return _("%(amount)s per %(one)s") % {"amount": euros(self.amount), "one": MEASURES[self.measure]}

    def apply_to(self, row: Row) -> None:
        count = row.unit.count(self.measure)
        if count is None:
            row.lose(row.unit.lacking(self.measure))
        elif self.amount is None:
            row.lose(
                _("%(count)s × een bedrag dat niet openbaar is") % {"count": row.unit.phrase(self.measure)}
            )
        else:
            text = f"{row.unit.phrase(self.measure)} × {euros(self.amount)}"
            row.add(text, count.number * self.amount, count.source)


@dataclass(frozen=True, kw_only=True)
class ByKind(Part):
    """An amount for each kind of area."""

    type = "soort"
    title = lazy("Bedrag per soort gebied")
    help = lazy("Een dorp krijgt bijvoorbeeld een ander bedrag dan een wijk.")

    amounts: Mapping[str, Decimal | None] = field(metadata=spec("kinds", "bedragen", lazy("Bedragen")))

    def words(self) -> str:
        each = ", ".join(
            f"{KINDS[kind]} {_('niet openbaar') if amount is None else euros(amount)}"
            for kind, amount in self.amounts.items()
        )
        return _("Een bedrag per soort gebied: %(each)s") % {"each": each}

    def faults(self, *, covered: Range | None) -> Iterator[str]:
        yield from super().faults(covered=covered)
        if not self.amounts:
            yield _("er is voor geen enkele soort gebied een bedrag")

    def apply_to(self, row: Row) -> None:
        found = {kind: self.amounts[kind] for kind in sorted(row.unit.kinds) if kind in self.amounts}
        if not found:
            return
        if None in found.values():
            row.lose(_("bedrag per soort gebied: niet openbaar"))
            return
        # A board of a dorp and a buurt gets what is most for it, once.
        kind = max(found, key=lambda each: found[each])
        row.add(
            _("%(amount)s voor een %(kind)s") % {"amount": euros(found[kind]), "kind": KINDS[kind]},
            found[kind],
        )


@dataclass(frozen=True, kw_only=True)
class Supplement(Part):
    """Something more for areas that are named, such as an aandachtswijk."""

    type = "toeslag"
    title = lazy("Toeslag voor aangewezen gebieden")
    help = lazy("Bijvoorbeeld voor aandachtswijken.")

    label: str = field(metadata=spec("text", "label", lazy("Naam"), help=lazy("Bijvoorbeeld: aandachtswijk")))
    areas: tuple[str, ...] = field(
        default=(), metadata=spec("areas", "gebieden", lazy("Gebieden"), optional=True)
    )
    amount: Decimal | None = field(metadata=spec("money", "bedrag", lazy("Bedrag")))

    def words(self) -> str:
        amount = _("een bedrag dat niet openbaar is") if self.amount is None else euros(self.amount)
        return _("Toeslag %(label)s: %(amount)s") % {"label": self.label, "amount": amount}

    def is_for(self, unit: Unit) -> bool:
        labelled = any(
            self.label.lower() in {each.lower() for each in member.labels} for member in unit.members
        )
        named = {each.lower() for each in self.areas}
        return labelled or any({member.key.lower(), member.name.lower()} & named for member in unit.members)

    def apply_to(self, row: Row) -> None:
        if not self.is_for(row.unit):
            return
        if self.amount is None:
            row.lose(_("toeslag %(label)s: niet openbaar") % {"label": self.label})
        else:
            text = _("%(amount)s toeslag %(label)s") % {"amount": euros(self.amount), "label": self.label}
            row.add(text, self.amount)
