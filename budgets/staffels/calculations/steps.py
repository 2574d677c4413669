"""The parts that work on what the ones before them gave: indexation, limits, rounding, levies, cuts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from budgets.staffels.calculations.parts import MEASURE_CHOICES, Part, Range, spec
from budgets.staffels.calculations.pots import largest_remainder, share_at
from budgets.staffels.calculations.rows import Row, Shared
from budgets.staffels.calculations.subjects import INHABITANTS
from budgets.staffels.calculations.wording import percent, whole
from wijkportaal.foundation.money.calculations import euros

HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Step(Part):
    """A part that changes the subtotal; what is not known stays so, with the step named."""

    adds: ClassVar[bool] = False

    def apply(self, rows: list[Row], shared: Shared, place: int) -> None:
        for row in self.concerned(rows):
            if row.subtotal is None:
                row.note(self.words())
            else:
                self.apply_to(row)


@dataclass(frozen=True, kw_only=True)
class Pot(Part):
    """A share of a fixed amount, by inhabitants, households or dwellings."""

    type = "pot"
    title = lazy("Deel van een vaste pot")
    help = lazy("Een vast bedrag wordt verdeeld; de delen zijn op de cent samen de pot.")

    amount: Decimal | None = field(metadata=spec("money", "bedrag", lazy("Bedrag van de hele pot")))
    measure: str = field(
        default=INHABITANTS, metadata=spec("choice", "maat", lazy("Verdeeld naar"), choices=MEASURE_CHOICES)
    )

    def words(self) -> str:
        pot = _("een pot die niet openbaar is") if self.amount is None else euros(self.amount)
        return _("Een deel van %(pot)s, naar het aantal %(measure)s") % {"pot": pot, "measure": self.measure}

    def apply(self, rows: list[Row], shared: Shared, place: int) -> None:
        taking = [row for row in self.concerned(rows) if not row.is_decided and self._has_count(row)]
        lacking = [
            row
            for row in rows
            if row.takes_part and not row.is_decided and row.unit.count(self.measure) is None
        ]
        if self.amount is None or lacking:
            shared.setdefault(place, (0, 0))
            who = ", ".join(sorted({row.unit.name for row in lacking}))
            why = (
                _(
                    "deel van een pot: die kan niet worden verdeeld zolang het aantal %(measure)s van %(who)s niet bekend is"
                )
                % {"measure": self.measure, "who": who}
                if lacking
                else _("deel van een pot: dat bedrag is niet openbaar")
            )
            for row in taking:
                row.lose(why)
            return
        cents = int(self.amount * 100)
        weights = [row.unit.count(self.measure).number for row in taking]
        of = sum(weights)
        shares = largest_remainder(cents, weights, [row.unit.key for row in taking])
        if place in shared:  # A curve: what one more would get of the same pot, all else the same.
            cents, of = shared[place]
            shares = [share_at(cents, weight, of) for weight in weights]
        shared[place] = (cents, of)
        for row, share in zip(taking, shares, strict=True):
            text = _("%(phrase)s van de %(all)s %(measure)s samen, uit een pot van %(pot)s") % {
                "phrase": row.unit.phrase(self.measure),
                "all": whole(of),
                "measure": self.measure,
                "pot": euros(self.amount),
            }
            row.add(text, Decimal(share) / HUNDRED, row.unit.count(self.measure).source)

    def _has_count(self, row: Row) -> bool:
        if row.unit.count(self.measure) is None:
            row.lose(row.unit.lacking(self.measure))
            return False
        return True


@dataclass(frozen=True, kw_only=True)
class Index(Step):
    """A percentage for each year since the amounts were set; each builds on the one before."""

    type = "index"
    title = lazy("Indexering per jaar")
    help = lazy("Verhoogt het bedrag tot dan toe, elk jaar met een eigen percentage.")

    rates: Mapping[int, Decimal] = field(metadata=spec("years", "percentages", lazy("Percentage per jaar")))

    def words(self) -> str:
        each = ", ".join(f"{year} {percent(rate)}" for year, rate in sorted(self.rates.items()))
        return _("Indexering: %(each)s") % {"each": each}

    def faults(self, *, covered: Range | None) -> Iterator[str]:
        yield from super().faults(covered=covered)
        if not self.rates:
            yield _("er is voor geen enkel jaar een percentage")

    def until(self, year: int) -> "Index":
        """The same with only the years that have come."""
        return Index(only=self.only, rates={each: rate for each, rate in self.rates.items() if each <= year})

    def apply(self, rows: list[Row], shared: Shared, place: int) -> None:
        if self.rates:
            super().apply(rows, shared, place)

    def apply_to(self, row: Row) -> None:
        for year, rate in sorted(self.rates.items()):
            text = _("indexering %(year)s: %(rate)s van %(amount)s") % {
                "year": year,
                "rate": percent(rate),
                "amount": euros(row.subtotal),
            }
            row.add(text, row.subtotal * rate / HUNDRED)


@dataclass(frozen=True, kw_only=True)
class Floor(Step):
    """Never less than an amount."""

    type = "bodem"
    title = lazy("Ten minste")
    help = lazy("Niemand krijgt minder dan dit bedrag.")

    amount: Decimal = field(metadata=spec("money", "bedrag", lazy("Bedrag")))

    def words(self) -> str:
        return _("Ten minste %(amount)s") % {"amount": euros(self.amount)}

    def apply_to(self, row: Row) -> None:
        if row.subtotal < self.amount:
            row.add(
                _("aangevuld tot ten minste %(amount)s") % {"amount": euros(self.amount)},
                self.amount - row.subtotal,
            )


@dataclass(frozen=True, kw_only=True)
class Cap(Step):
    """Never more than an amount."""

    type = "plafond"
    title = lazy("Ten hoogste")
    help = lazy("Niemand krijgt meer dan dit bedrag.")

    amount: Decimal = field(metadata=spec("money", "bedrag", lazy("Bedrag")))

    def words(self) -> str:
        return _("Ten hoogste %(amount)s") % {"amount": euros(self.amount)}

    def apply_to(self, row: Row) -> None:
        if row.subtotal > self.amount:
            row.add(
                _("verlaagd tot ten hoogste %(amount)s") % {"amount": euros(self.amount)},
                self.amount - row.subtotal,
            )


DIRECTIONS = {"omhoog": ROUND_CEILING, "omlaag": ROUND_FLOOR, "dichtstbij": ROUND_HALF_UP}


@dataclass(frozen=True, kw_only=True)
class Rounding(Step):
    """To a multiple of a unit, up, down or to the nearest."""

    type = "afronding"
    title = lazy("Afronden")
    help = lazy("Bijvoorbeeld naar boven op hele honderden euro's.")

    unit: Decimal = field(metadata=spec("money", "op", lazy("Afronden op een veelvoud van")))
    direction: str = field(
        default="dichtstbij",
        metadata=spec(
            "choice",
            "richting",
            lazy("Richting"),
            choices={
                "omhoog": lazy("naar boven"),
                "omlaag": lazy("naar beneden"),
                "dichtstbij": lazy("naar het dichtstbijzijnde"),
            },
        ),
    )

    def words(self) -> str:
        return _("Afgerond %(direction)s op een veelvoud van %(unit)s") % {
            "direction": {"omhoog": _("naar boven"), "omlaag": _("naar beneden")}.get(self.direction, _("naar het dichtstbijzijnde")),
            "unit": euros(self.unit),
        }  # fmt: skip

    def faults(self, *, covered: Range | None) -> Iterator[str]:
        yield from super().faults(covered=covered)
        if self.unit <= 0:
            yield _("afronden op een veelvoud van € 0 kan niet")

    def apply_to(self, row: Row) -> None:
        steps = (row.subtotal / self.unit).quantize(Decimal(1), rounding=DIRECTIONS[self.direction])
        if difference := steps * self.unit - row.subtotal:
            words = self.words()
            row.add(words[0].lower() + words[1:], difference)


@dataclass(frozen=True, kw_only=True)
class Levy(Step):
    """A part of everyone's amount that goes into a shared pot."""

    type = "bijdrage"
    title = lazy("Bijdrage aan een gezamenlijke pot")
    help = lazy("Ieder staat hetzelfde deel af, bijvoorbeeld aan een solidariteitspot.")

    name: str = field(metadata=spec("text", "naam", lazy("Naam van de pot")))
    share: Decimal = field(metadata=spec("percent", "percentage", lazy("Percentage")))

    def words(self) -> str:
        return _("%(share)s gaat naar %(name)s") % {"share": percent(self.share), "name": self.name}

    def faults(self, *, covered: Range | None) -> Iterator[str]:
        yield from super().faults(covered=covered)
        if self.share > HUNDRED:
            yield _("een bijdrage van meer dan 100 % kan niet")

    def apply_to(self, row: Row) -> None:
        text = _("bijdrage aan %(name)s: %(share)s van %(amount)s") % {
            "name": self.name,
            "share": percent(self.share),
            "amount": euros(row.subtotal),
        }
        row.add(text, -row.subtotal * self.share / HUNDRED)


LESS, MORE = "minder", "meer"


@dataclass(frozen=True, kw_only=True)
class Change(Step):
    """An amount less or more for all together, divided in proportion to what each gets."""

    type = "verandering"
    title = lazy("Samen meer of minder")
    help = lazy("Een bezuiniging of een verhoging, naar verhouding verdeeld over alle gebieden.")

    direction: str = field(
        default=LESS,
        metadata=spec(
            "choice",
            "richting",
            lazy("Meer of minder"),
            choices={LESS: lazy("minder"), MORE: lazy("meer")},
        ),
    )
    amount: Decimal = field(metadata=spec("money", "bedrag", lazy("Bedrag voor alle gebieden samen")))

    def words(self) -> str:
        amount = euros(self.amount)
        if self.direction == LESS:
            return _("Alle gebieden samen %(amount)s minder, naar verhouding") % {"amount": amount}
        return _("Alle gebieden samen %(amount)s meer, naar verhouding") % {"amount": amount}

    def apply(self, rows: list[Row], shared: Shared, place: int) -> None:
        concerned = [row for row in self.concerned(rows) if not row.is_decided]
        taking = [row for row in concerned if row.subtotal is not None]
        if len(taking) < len(concerned):
            shared.setdefault(place, (0, 0))
            for row in concerned:
                row.lose(
                    _("%(what)s: niet te verdelen zolang een bedrag onbekend is") % {"what": self.words()}
                )
            return
        weights = [max(0, int(row.subtotal * 100)) for row in taking]
        of, cents = sum(weights), int(self.amount * 100)
        if self.direction == LESS:
            cents = min(cents, of)
        shares = largest_remainder(cents, weights, [row.unit.key for row in taking])
        if place in shared:
            cents, of = shared[place]
            shares = [share_at(cents, weight, of) for weight in weights]
        shared[place] = (cents, of)
        sign = -1 if self.direction == LESS else 1
        for row, share in zip(taking, shares, strict=True):
            if share:
                words = self.words()
                row.add(words[0].lower() + words[1:], Decimal(sign * share) / HUNDRED)
