"""Tables: key figures of the CBS, own villages, organisations and postcodes."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from areas.figures.catalogue import indicators_in
from areas.imports.reading.rows import (
    FRISIAN_COLUMNS,
    AreaRow,
    Fault,
    FoundAreas,
    UnreadableFile,
    check_frisian_name,
    double_codes,
    read_figures,
)
from areas.organisations.states import ORGANISATION_KINDS
from areas.territory.models import AreaKind
from wijkportaal.foundation.tables.reading import Row, Table, read_table

CODE_COLUMNS = (
    "gwb_code",
    "gwb_code_10",
    "gebiedscode",
    "regiocode",
    "buurtcode",
    "wijkcode",
    "gemeentecode",
    "code",
)
CODE = re.compile(r"(GM\d{4}|WK\d{6}|BU\d{8}|NL00)")
# The row of the Netherlands in the tables of the CBS.
COUNTRY = "NL00"
POSTCODE = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})")

VILLAGE_HEADER = ("Naam", "Friese naam", "Soort", "Ligt in", "Code", "Inwoners", "Huishoudens", "Woningen")
ORGANISATION_HEADER = ("Naam", "Soort", "Gebieden", "Telefoon", "E-mail", "Website", "Adres", "Openbaar")
FORECAST_HEADER = ("Gebied", "Jaar", "Inwoners", "a_65_oo", "a_hh", "a_woning")
POSTCODE_HEADER = ("Postcode", "Huisnummer van", "Huisnummer tot", "Gebied")


@dataclass
class FigureRow:
    """The figures of one area as a table tells of them."""

    row: int
    code: str
    name: str
    figures: dict[str, Decimal | None]


@dataclass
class ForecastRow:
    """What is expected of one area in one year."""

    row: int
    area: str
    year: int
    figures: dict[str, Decimal | None]


@dataclass
class OrganisationRow:
    row: int
    name: str
    kind: str
    areas: list[str]
    details: dict[str, object]


@dataclass
class PostcodeRow:
    row: int
    postcode: str
    first: int | None
    last: int | None
    area: str


@dataclass
class FoundRows:
    """What a table holds: rows of one sort and what is wrong."""

    rows: list = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _column(table: Table, *names: str) -> str:
    """Return the column of the table with one of these names, whatever its capitals; "" when it has none."""
    lower = {column.strip().lower(): column for column in table.header}
    return next((lower[name.lower()] for name in names if name.lower() in lower), "")


def _needed(table: Table, *names: str) -> str:
    column = _column(table, *names)
    if not column:
        raise UnreadableFile(
            _(
                "De kolom “%(name)s” ontbreekt. Gebruik het voorbeeldbestand, of kijk of u het goede bestand koos."
            )
            % {"name": names[0]}
        )
    return column


def read_cbs_figures(upload: BinaryIO) -> FoundRows:
    """Read a table of key figures with a CBS code in each row."""
    table = read_table(upload)
    code_column = _needed(table, *CODE_COLUMNS)
    name_column = _column(table, "regio", "naam", "name", "gm_naam", "gemeentenaam")
    columns = indicators_in(table.header)
    if not columns:
        raise UnreadableFile(_("In dit bestand staat geen kolom met kerncijfers die we kennen, zoals a_inw."))
    found = FoundRows()
    seen: dict[str, int] = {}
    for row in table:
        code = _full_code(row, code_column, table)
        if not CODE.fullmatch(code):
            if code[:2] not in {"NL", "PV", "LD"}:
                found.faults.append(Fault(row.number, code_column, code, _("Dit is geen code van het CBS.")))
            continue
        if code in seen:
            message = _("Deze code staat ook in rij %(row)s.") % {"row": seen[code]}
            found.faults.append(Fault(row.number, code_column, code, message))
            continue
        seen[code] = row.number
        figures = read_figures(row.number, row.cells, columns, found.faults)
        found.rows.append(FigureRow(row.number, code, row.get(name_column), figures))
    return found


def read_forecasts(upload: BinaryIO) -> FoundRows:
    """Read what is expected per area (by code, web address or name) and year; the columns are those of figures."""
    table = read_table(upload)
    area_column, year_column = _needed(table, "Gebied", *CODE_COLUMNS), _needed(table, "Jaar", "year")
    columns = indicators_in(table.header)
    if not columns:
        raise UnreadableFile(_("In dit bestand staat geen kolom met kerncijfers die we kennen, zoals a_inw."))
    found = FoundRows()
    seen: dict[tuple[str, str], int] = {}
    for row in table:
        area, year = row.get(area_column), row.get(year_column)
        if not (year.isdigit() and 1900 <= int(year) <= 2200):
            found.faults.append(Fault(row.number, year_column, year, _("Dit is geen jaar.")))
            continue
        if (first := seen.setdefault((area.casefold(), year), row.number)) != row.number:
            message = _("Dit gebied en jaar staan ook in rij %(row)s.") % {"row": first}
            found.faults.append(Fault(row.number, area_column, area, message))
            continue
        figures = read_figures(row.number, row.cells, columns, found.faults)
        found.rows.append(ForecastRow(row.number, area, int(year), figures))
    return found


def _full_code(row: Row, column: str, table: Table) -> str:
    """Return the CBS code of a row; `gwb_code` in older years is digits, with `recs` saying of what."""
    code = row.get(column).upper().replace(" ", "")
    if code.isdigit():
        kind = row.get(_column(table, "recs")).lower()
        if kind == "land":
            return COUNTRY
        prefix, length = {"g": ("GM", 4), "w": ("WK", 6), "b": ("BU", 8)}.get(kind[:1], ("", 0))
        return prefix + code.zfill(length) if prefix else code
    # StatLine writes the Netherlands as NL01.
    return COUNTRY if code == "NL01" else code


def read_villages(upload: BinaryIO) -> FoundAreas:
    """Read the own wijken and dorpen of a gemeente, as in the template."""
    table = read_table(upload)
    name_column, kind_column = _needed(table, "Naam", "Dorp", "Wijk"), _needed(table, "Soort")
    parent_column, code_column = _column(table, "Ligt in"), _column(table, "Code", "Gebiedscode")
    frisian_column = _column(table, *FRISIAN_COLUMNS)
    columns = indicators_in(table.header)
    kinds = {str(label).lower(): value for value, label in AreaKind.choices} | {k: k for k in AreaKind.values}
    found = FoundAreas()
    names: dict[tuple[str, str], int] = {}
    for row in table:
        name, kind = row.get(name_column), kinds.get(row.get(kind_column).lower(), "")
        if not name or len(name) > 120:
            message = _("De naam ontbreekt.") if not name else _("Deze naam is langer dan 120 tekens.")
            found.faults.append(Fault(row.number, name_column, name, message))
            continue
        if not kind or kind == AreaKind.GEMEENTE:
            message = _("Kies uit: %(kinds)s.") % {
                "kinds": ", ".join(
                    str(label) for value, label in AreaKind.choices if value != AreaKind.GEMEENTE
                )
            }
            found.faults.append(Fault(row.number, kind_column, row.get(kind_column), message))
            continue
        if (name.casefold(), kind) in names:
            message = _("Deze naam staat ook in rij %(row)s.") % {"row": names[(name.casefold(), kind)]}
            found.faults.append(Fault(row.number, name_column, name, message))
            continue
        names[(name.casefold(), kind)] = row.number
        figures = read_figures(row.number, row.cells, columns, found.faults)
        code = row.get(code_column).upper()[:20]
        area = AreaRow(
            row.number,
            code,
            name,
            kind,
            figures=figures,
            parent_name=row.get(parent_column),
            frisian_name=row.get(frisian_column),
        )
        check_frisian_name(area, frisian_column, found.faults)
        found.rows.append(area)
    found.faults += double_codes(found.rows)
    return found


def read_organisations(upload: BinaryIO) -> FoundRows:
    """Read organisations, as in the template; contact details are public only where the row says so."""
    table = read_table(upload)
    name_column, kind_column = _needed(table, "Naam"), _needed(table, "Soort")
    areas_column, public_column = _column(table, "Gebieden", "Gebied"), _column(table, "Openbaar")
    columns = {
        "phone": _column(table, "Telefoon", "Telefoonnummer"),
        "email": _column(table, "E-mail", "Email", "E-mailadres"),
        "website": _column(table, "Website"),
        "address": _column(table, "Adres"),
    }
    kinds = {str(label).lower(): value for value, label in ORGANISATION_KINDS.items()}
    found = FoundRows()
    for row in table:
        name, kind = row.get(name_column), kinds.get(row.get(kind_column).lower(), "")
        if not name or len(name) > 150:
            message = _("De naam ontbreekt.") if not name else _("Deze naam is te lang.")
            found.faults.append(Fault(row.number, name_column, name, message))
        if not kind:
            message = _("Kies uit: %(kinds)s.") % {"kinds": ", ".join(kinds)}
            found.faults.append(Fault(row.number, kind_column, row.get(kind_column), message))
        details: dict[str, object] = {key: row.get(column) for key, column in columns.items() if column}
        found.faults += _wrong_details(row, details, columns)
        public = row.get(public_column).lower()
        for key in list(details):
            details[f"{key}_public"] = bool(details[key]) and (
                public in {"ja", "alles"} or columns[key].lower() in public
            )
        areas = [part.strip() for part in re.split(r"[;,]", row.get(areas_column)) if part.strip()]
        found.rows.append(OrganisationRow(row.number, name, kind, areas, details))
    return found


def _wrong_details(row: Row, details: dict, columns: dict[str, str]) -> list[Fault]:
    faults = []
    limits = {"phone": 30, "email": 254, "website": 200, "address": 200}
    checks = {"email": validate_email, "website": URLValidator(["http", "https"])}
    words = {
        "email": _("Dit is geen e-mailadres."),
        "website": _("Dit is geen webadres. Begin met https://"),
    }
    for key, value in details.items():
        if len(str(value)) > limits[key]:
            faults.append(Fault(row.number, columns[key], str(value), _("Dit is te lang.")))
        elif value and key in checks:
            try:
                checks[key](value)
            except ValidationError:
                faults.append(Fault(row.number, columns[key], str(value), words[key]))
    return faults


def read_postcodes(upload: BinaryIO) -> FoundRows:
    """Read which postcodes (and house numbers) lie in which area; the area by code, web address or name."""
    table = read_table(upload)
    postcode_column, area_column = (
        _needed(table, "Postcode", "pc6"),
        _needed(table, "Gebied", "Gebiedscode", "code"),
    )
    first_column = _column(table, "Huisnummer van", "huisnummer", "van")
    last_column = _column(table, "Huisnummer tot", "Huisnummer tot en met", "tot")
    found = FoundRows()
    seen: dict[tuple, int] = {}
    for row in table:
        match = POSTCODE.fullmatch(row.get(postcode_column))
        if not match:
            message = _("Een postcode is vier cijfers en twee letters, zoals 8911 AA.")
            found.faults.append(Fault(row.number, postcode_column, row.get(postcode_column), message))
            continue
        numbers = []
        for column in (first_column, last_column):
            text = row.get(column) if column else ""
            if text and not (text.isdigit() and 0 < int(text) < 100_000):
                found.faults.append(
                    Fault(row.number, column, text, _("Dit is geen huisnummer (zonder letters)."))
                )
                text = ""
            numbers.append(int(text) if text else None)
        first, last = (
            numbers[0],
            numbers[1] if numbers[1] is not None or not first_column or last_column else numbers[0],
        )
        if first and last and last < first:
            message = _("Dit nummer is kleiner dan het eerste.")
            found.faults.append(Fault(row.number, last_column, str(last), message))
        postcode = f"{match[1]}{match[2].upper()}"
        place = (postcode, first, last)
        if place in seen:
            message = _("Deze postcode met deze nummers staat ook in rij %(row)s.") % {"row": seen[place]}
            found.faults.append(Fault(row.number, postcode_column, row.get(postcode_column), message))
        seen[place] = row.number
        found.rows.append(PostcodeRow(row.number, postcode, first, last, row.get(area_column)))
    return found
