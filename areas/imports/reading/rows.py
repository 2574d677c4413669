from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from areas.figures.calculations import NotANumber, read_for
from areas.figures.catalogue import Indicator
from areas.territory.calculations import Outline
from areas.territory.models import Area
from wijkportaal.foundation.tables.plans import Fault
from wijkportaal.foundation.tables.reading import UnreadableFile

__all__ = ["AreaRow", "Fault", "FoundAreas", "UnreadableFile"]


@dataclass
class AreaRow:
    """One area as a file tells of it."""

    row: int
    code: str
    name: str
    kind: str
    parent_code: str = ""
    outline: Outline | None = None
    figures: dict[str, Decimal | None] = field(default_factory=dict)
    parent_name: str = ""
    frisian_name: str = ""

    @property
    def sort_key(self) -> tuple:
        order = {"gemeente": 0, "wijk": 1, "dorp": 1, "kern": 2, "buurt": 2, "other": 3}
        return (order.get(self.kind, 3), self.row)


@dataclass
class FoundAreas:
    """What a file of areas holds."""

    rows: list[AreaRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    gemeente_name: str = ""


# Names of a column or property with the Frisian name, in small letters; OpenStreetMap writes `name:fy`.
FRISIAN_COLUMNS = ("friese naam", "friese_naam", "naam_fries", "naam_fy", "name:fy", "name_fy")
LONGEST_FRISIAN_NAME = Area._meta.get_field("frisian_name").max_length


def check_frisian_name(row: AreaRow, column: str, faults: list[Fault]) -> None:
    """Add a fault for a Frisian name that is too long to keep."""
    if len(row.frisian_name) > LONGEST_FRISIAN_NAME:
        message = _("Deze naam is langer dan 120 tekens.")
        faults.append(Fault(row.row, column, row.frisian_name, message))


def read_figures(
    row: int, cells: dict[str, object], columns: dict[str, Indicator], faults: list[Fault]
) -> dict[str, Decimal | None]:
    """Return the figures of one row; what is no number becomes a fault."""
    found = {}
    for column, indicator in columns.items():
        try:
            found[indicator.key] = read_for(indicator, column, cells.get(column))
        except NotANumber:
            faults.append(
                Fault(row, column, str(cells.get(column)), _("Dit is geen getal dat hier kan staan."))
            )
    return found


def double_codes(rows: Iterable[AreaRow]) -> list[Fault]:
    """Return a fault for every code that stands in the file a second time."""
    seen: dict[str, int] = {}
    faults = []
    for row in rows:
        if row.code and row.code in seen:
            message = _("Deze code staat ook in rij %(row)s.") % {"row": seen[row.code]}
            faults.append(Fault(row.row, _("code"), row.code, message))
        seen.setdefault(row.code, row.row)
    return faults
