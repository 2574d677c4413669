"""Bands: the amount goes by the band in which an area falls, whole or slice by slice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from budgets.staffels.calculations.parts import MEASURE_CHOICES, Part, Range, spec
from budgets.staffels.calculations.rows import Row
from budgets.staffels.calculations.subjects import INHABITANTS, MEASURES
from budgets.staffels.calculations.wording import whole
from wijkportaal.foundation.money.calculations import euros


@dataclass(frozen=True)
class Band:
    """From a number up to and including another (None: and more), with its amount (None: not public)."""

    low: int
    high: int | None
    amount: Decimal | None

    def words(self, measure: str) -> str:
        return Range(measure, self.low, self.high).words()

    def units(self, number: int) -> int:
        """How many of `number` lie in this band; the first of a band counts with it."""
        top = number if self.high is None else min(number, self.high)
        return max(0, top - max(self.low, 1) + 1)


WHOLE, MARGINAL = "heel", "marginaal"


@dataclass(frozen=True, kw_only=True)
class Bands(Part):
    """A staffel: the band in which an area falls gives its amount, or each band its rate over its own slice."""

    type = "staffel"
    title = lazy("Staffel met banden")
    help = lazy("Het bedrag hangt af van de band waarin het gebied valt.")

    measure: str = field(
        default=INHABITANTS, metadata=spec("choice", "maat", lazy("Naar het aantal"), choices=MEASURE_CHOICES)
    )
    manner: str = field(
        default=WHOLE,
        metadata=spec(
            "choice",
            "wijze",
            lazy("Hoe"),
            choices={
                WHOLE: lazy("heel: één bedrag per band"),
                MARGINAL: lazy("marginaal: een bedrag per inwoner, over het deel in elke band"),
            },
        ),
    )
    bands: tuple[Band, ...] = field(metadata=spec("bands", "banden", lazy("Banden")))

    def words(self) -> str:
        each = "; ".join(
            f"{band.words(self.measure)} {self._amount(band)}" for band in sorted(self.bands, key=_low)
        )
        if self.manner == MARGINAL:
            return _("Per %(one)s, over het deel in elke band: %(bands)s") % {
                "one": MEASURES[self.measure],
                "bands": each,
            }
        return _("Een bedrag naar grootte: %(bands)s") % {"bands": each}

    @staticmethod
    def _amount(band: Band) -> str:
        return _("een bedrag dat niet openbaar is") if band.amount is None else euros(band.amount)

    def faults(self, *, covered: Range | None) -> Iterator[str]:
        yield from super().faults(covered=covered)
        if not self.bands:
            yield _("er is geen enkele band")
            return
        ordered = sorted(self.bands, key=_low)
        for band in ordered:
            yield from Range(self.measure, band.low, band.high).faults()
        for band, after in pairwise(ordered):
            yield from self._between(band, after)
        need = self.only if self.only and self.only.measure == self.measure else covered
        same = need if need and need.measure == self.measure else None
        start, end = (same.low if same and same.low is not None else 0), (same.high if same else None)
        if ordered[0].low > max(start, 1):
            yield _("onder %(low)s %(measure)s is er geen band") % {
                "low": whole(ordered[0].low),
                "measure": self.measure,
            }
        last = ordered[-1].high
        if last is not None and (end is None or last < end):
            yield _("boven %(high)s %(measure)s is er geen band") % {
                "high": whole(last),
                "measure": self.measure,
            }

    def _between(self, band: Band, after: Band) -> Iterator[str]:
        named = {"first": band.words(self.measure), "second": after.words(self.measure)}
        if band.high is None or band.high >= after.low:
            yield _("de banden “%(first)s” en “%(second)s” overlappen") % named
        elif band.high + 1 < after.low:
            gap = Range(self.measure, band.high + 1, after.low - 1)
            yield _("tussen “%(first)s” en “%(second)s” zit een gat: %(gap)s") % (
                named | {"gap": gap.words()}
            )

    def edges(self) -> Iterator[tuple[str, int]]:
        yield from super().edges()
        if self.manner == WHOLE:
            yield from ((self.measure, band.low) for band in self.bands if band.low > 1)

    def apply_to(self, row: Row) -> None:
        count = row.unit.count(self.measure)
        if count is None:
            row.lose(row.unit.lacking(self.measure))
        elif self.manner == MARGINAL:
            self._slices(row, count.number, count.source)
        else:
            self._whole(row, count.number, count.source)

    def _whole(self, row: Row, number: int, source: str) -> None:
        band = next(
            (each for each in self.bands if Range(self.measure, each.low, each.high).holds(number)), None
        )
        who = row.unit.phrase(self.measure)
        if band is None:
            row.lose(_("%(who)s: geen enkele band geldt") % {"who": who})
            return
        named = {"who": who, "band": band.words(self.measure)}
        if band.amount is None:
            row.lose(_("%(who)s, band %(band)s: dat bedrag is niet openbaar") % named)
        else:
            text = _("%(amount)s (%(who)s: band %(band)s)")
            row.add(text % (named | {"amount": euros(band.amount)}), band.amount, source)

    def _slices(self, row: Row, number: int, source: str) -> None:
        for band in sorted(self.bands, key=_low):
            units = band.units(number)
            if not units:
                continue
            text = _("%(units)s %(measure)s in de band %(band)s") % {
                "units": whole(units),
                "measure": MEASURES[self.measure] if units == 1 else self.measure,
                "band": band.words(self.measure),
            }
            if band.amount is None:
                row.lose(_("%(text)s × een bedrag dat niet openbaar is") % {"text": text})
            else:
                row.add(f"{text} × {euros(band.amount)}", units * band.amount, source)


def _low(band: Band) -> int:
    return band.low
