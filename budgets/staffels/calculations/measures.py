"""The figures of areas from a table: who there is, how many live there, and what the scheme must know of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from areas.figures.catalogue import indicators_in
from budgets.staffels.calculations.subjects import DWELLINGS, HOUSEHOLDS, INHABITANTS, KINDS, Count, Subject
from wijkportaal.foundation.tables.calculations import parse_decimal
from wijkportaal.foundation.tables.reading import Row, Table

# The indicators in which the portal (and the CBS) keeps what a scheme counts.
INDICATOR_OF = {INHABITANTS: "a_inw", HOUSEHOLDS: "a_hh", DWELLINGS: "a_woning"}
NAME_COLUMNS = ("gebied", "naam", "regio", "name")
KEY_COLUMNS = ("code", "gwb_code", "gwb_code_10")
EARLIER = "_eerder"
LARGEST = 100_000_000


class MeasuresRefused(Exception):
    """A table of figures that cannot be used; `faults` names each reason, in Dutch."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def read_measures(table: Table, *, on: date) -> list[Subject]:
    """Read areas and their figures, which hold on a day unless a row has its own `peildatum`.

    An empty figure is unknown, and stays so. Raises MeasuresRefused with every fault.
    """
    reading = _Reading(table, on)
    subjects = list(reading.subjects())
    if reading.faults:
        raise MeasuresRefused(reading.faults)
    return subjects


@dataclass
class _Reading:
    table: Table
    on: date
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = {column.strip().lower(): column for column in self.table.header}
        self.counted = self._columns(self.table.header)
        earlier = [column for column in self.table.header if column.strip().lower().endswith(EARLIER)]
        self.earlier = self._columns(earlier, cut=len(EARLIER))

    def subjects(self) -> Iterator[Subject]:
        if not any(name in self.columns for name in NAME_COLUMNS):
            self.faults.append(_("Er is geen kolom “gebied” met de naam van elk gebied."))
            return
        if not self.counted:
            self.faults.append(_("Er is geen kolom “inwoners”, “huishoudens” of “woningen”."))
            return
        seen: dict[str, int] = {}
        for row in self.table:
            subject = self._subject(row)
            if not subject.name:
                self._fault(row, _("er staat geen naam"))
            elif (earlier := seen.setdefault(subject.key.lower(), row.number)) != row.number:
                self._fault(
                    row, _("%(name)s staat ook in regel %(line)s") % {"name": subject.name, "line": earlier}
                )
            else:
                yield subject
        if not seen:
            self.faults.append(_("Er staat geen enkel gebied in."))

    def _text(self, row: Row, *columns: str) -> str:
        """The text in the first of these columns that the table has."""
        return next((row.get(self.columns[each]) for each in columns if each in self.columns), "")

    @staticmethod
    def _columns(header: list[str], cut: int = 0) -> dict[str, str]:
        """Return the column of each measure."""
        named = {column.strip()[: len(column.strip()) - cut]: column for column in header}
        measure_of = {indicator: measure for measure, indicator in INDICATOR_OF.items()}
        return {
            measure_of[indicator.key]: named[column]
            for column, indicator in indicators_in(named).items()
            if indicator.key in measure_of
        }

    def _subject(self, row: Row) -> Subject:
        name = self._text(row, *NAME_COLUMNS)
        kind = self._text(row, "soort").lower() or "wijk"
        kind = "other" if kind in {"ander", "ander gebied"} else kind
        if kind not in KINDS:
            self._fault(row, _("“%(kind)s” is geen soort gebied") % {"kind": kind})
        on, source = self._day(row), self._text(row, "bron")
        return Subject(
            self._text(row, *KEY_COLUMNS) or name,
            name,
            kind,
            {measure: self._count(row, column, on, source) for measure, column in self.counted.items()},
            {measure: self._count(row, column, on, source) for measure, column in self.earlier.items()},
            frozenset(each.strip() for each in self._text(row, "labels").split(",") if each.strip()),
            self._text(row, "bestuur"),
        )

    def _day(self, row: Row) -> date:
        typed = self._text(row, "peildatum")
        try:
            return date.fromisoformat(typed) if typed else self.on
        except ValueError:
            self._fault(row, _("peildatum “%(typed)s” is geen datum (jaar-maand-dag)") % {"typed": typed})
            return self.on

    def _count(self, row: Row, column: str, on: date, source: str) -> Count | None:
        typed = row.get(column)
        named = {"column": column, "typed": typed}
        try:
            value = parse_decimal(typed)
        except ValueError:
            self._fault(row, _("%(column)s “%(typed)s” is geen getal") % named)
            return None
        if value is None:
            return None
        if value < 0:
            self._fault(row, _("%(column)s %(typed)s is negatief") % named)
        elif value != value.to_integral_value():
            # 1.234 is how a Dutch spreadsheet may write 1234, and no number of people has decimals.
            self._fault(
                row, _("%(column)s %(typed)s is geen heel getal; schrijf het zonder punt of komma") % named
            )
        elif value > Decimal(LARGEST):
            self._fault(row, _("%(column)s %(typed)s is te groot") % named)
        else:
            return Count(int(value), on, source)
        return None

    def _fault(self, row: Row, message: str) -> None:
        self.faults.append(_("Regel %(line)s: %(message)s.") % {"line": row.number, "message": message})
