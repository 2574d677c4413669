"""What a cell says of a project, and what is read from it. What one writes the other reads back the same."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from areas.territory.models import Area
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR, Quarter, fault_in_place
from programmes.projects.models import Certainty, MoneySource, Project, ProjectSource
from programmes.projects.states import LIFE_CYCLE
from programmes.sheets.attachments import DOCUMENTS, PHOTOS, Kind, read_documents, read_photos
from programmes.sheets.queries import Directory, goal_name
from wijkportaal.foundation.richtext.calculations import clean, typed
from wijkportaal.foundation.tables.calculations import parse_decimal

MAX_COSTS = 40
MAX_AMOUNT = Decimal("9999999999.99")
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)")
_YEAR = re.compile(r"\b(\d{4})\b")
_QUARTER = re.compile(r"\b([1-4])\s*e?\s*kwartaal\b|\b[kq]\s*([1-4])\b|^\d{4}-([1-4])$", re.IGNORECASE)


class WrongCell(Exception):
    """A cell that cannot be read; the message says what should stand there, in Dutch."""


def rich_text_cell(html: str) -> str:
    """Write a rich text as it would be typed, or with its tags when it has more than paragraphs."""
    text = typed(html)
    return text if text is not None and clean(text) == html else html


def place_cell(place: dict | None) -> str:
    """Write a point as latitude and longitude, a line or an area as GeoJSON."""
    if not place:
        return ""
    if place["type"] == "Point" and len(place["coordinates"]) == 2:
        longitude, latitude = place["coordinates"]
        return f"{latitude!r}, {longitude!r}"
    return json.dumps(place, separators=(",", ":"))


def read_place(text: str) -> dict | None:
    """Read what `place_cell` gives. Raises WrongCell."""
    if not text:
        return None
    if point := _POINT.fullmatch(text):
        latitude, longitude = float(point[1]), float(point[2])
        place = {"type": "Point", "coordinates": [longitude, latitude]}
    else:
        try:
            place = json.loads(text)
        except ValueError as error:
            raise WrongCell(_("Schrijf breedtegraad en lengtegraad, zoals 53.2012, 5.7999.")) from error
    if fault := fault_in_place(place):
        raise WrongCell(fault)
    return {"type": place["type"], "coordinates": place["coordinates"]}


def quarter_cell(quarter: Quarter | None) -> str:
    """Write a quarter as people do: a spreadsheet would take `2026-1` for a month."""
    return str(quarter) if quarter else ""


def read_quarter(text: str) -> Quarter | None:
    """Read “2e kwartaal 2026”, `2026-2`, `K2 2026` or `Q2 2026`. Raises WrongCell."""
    if not text:
        return None
    year, quarter = _YEAR.search(text), _QUARTER.search(text)
    if not year or not quarter or not FIRST_YEAR <= int(year[1]) <= LAST_YEAR:
        raise WrongCell(_("Schrijf een kwartaal zo: 2e kwartaal 2026."))
    return Quarter(int(year[1]), int(quarter[1] or quarter[2] or quarter[3]))


def choice_cell(value: str, choices) -> str:
    """Write a choice by its Dutch label."""
    return str(dict(choices)[value]) if value else ""


def read_choice(text: str, choices) -> str:
    """Read the label of a choice. Raises WrongCell with all that can be chosen."""
    if not text:
        return ""
    found = {str(label).casefold(): value for value, label in choices}
    if text.casefold() not in found:
        raise WrongCell(_("Kies uit: %(choices)s.") % {"choices": ", ".join(found)})
    return found[text.casefold()]


def costs_cell(lines) -> str:
    """Write cost lines, one a line: who pays; amount; how sure; remark."""
    return "\n".join(
        "; ".join(
            [
                str(line.get_source_display()),
                f"{line.amount:.2f}".replace(".", ","),
                str(line.get_certainty_display()),
                *([line.description] if line.description else []),
            ]
        )
        for line in lines
    )


def read_costs(text: str) -> list[dict]:
    """Read cost lines. Raises WrongCell."""
    lines = [part for part in text.split("\n") if part.strip()]
    if len(lines) > MAX_COSTS:
        raise WrongCell(_("Hoogstens %(number)d kostenregels.") % {"number": MAX_COSTS})
    return [_read_cost(part) for part in lines]


def _read_cost(text: str) -> dict:
    parts = [part.strip() for part in text.split(";", 3)]
    if len(parts) < 2:
        raise WrongCell(_("Schrijf elke regel zo: gemeente; 12500,00; geschat; toelichting."))
    try:
        amount = parse_decimal(parts[1])
    except ValueError:
        amount = None
    if amount is None or not 0 <= amount <= MAX_AMOUNT or amount != round(amount, 2):
        raise WrongCell(_("“%(amount)s” is geen bedrag in euro's.") % {"amount": parts[1][:40]})
    description = parts[3] if len(parts) > 3 else ""
    if len(description) > 150:
        raise WrongCell(_("De toelichting bij een kostenregel is hoogstens 150 tekens."))
    return {
        "source": read_choice(parts[0], MoneySource.choices),
        "amount": round(amount, 2),
        "certainty": read_choice(parts[2] if len(parts) > 2 else "", Certainty.choices)
        or Certainty.ESTIMATED,
        "description": description,
    }


def read_name(text: str, known: dict, *, missing: str):
    """Read the name of something known. Raises WrongCell with `missing`."""
    if not text:
        return None
    found = known.get(text.casefold())
    if found is None:
        raise WrongCell(missing)
    return found


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it is called in a project, and how a cell is written and read."""

    heading: str
    name: str
    tell: Callable[[Project, Directory], str]
    read: Callable[[str, Directory, Area], object] = lambda text, names, area: text


def _text(heading: str, name: str) -> Column:
    """A short text: one line."""
    return Column(
        heading,
        name,
        lambda project, names: getattr(project, name),
        lambda text, names, area: " ".join(text.split()),
    )


def _long_text(heading: str, name: str) -> Column:
    return Column(heading, name, lambda project, names: getattr(project, name))


def _files(kind: Kind, read: Callable[[str], list]) -> Column:
    """Photos or documents: one a line."""
    return Column(
        kind.heading,
        kind.column,
        lambda project, names: kind.cell(project),
        lambda text, names, area: read(text),
    )


def _no_organisation() -> str:
    return _("Deze organisatie kennen we niet. Schrijf de naam zoals die in het portaal staat.")


def _read_partners(text: str, names: Directory, area: Area) -> list:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    return [read_name(part, names.organisations, missing=_no_organisation()) for part in parts]


KEY, AREA, STATE, REASON, STAMP = "Kenmerk", "Gebied", "Stand", "Reden van de stand", "Stempel"
COLUMNS = (
    _text("Titel", "title"),
    Column(
        "Thema",
        "theme",
        lambda project, names: project.theme.name,
        lambda text, names, area: read_name(
            text, names.themes, missing=_("Dit thema kennen we niet. Kies een thema uit het portaal.")
        ),
    ),
    Column(
        "Doel",
        "goal",
        lambda project, names: goal_name(project.goal) if project.goal else "",
        lambda text, names, area: read_name(
            text, names.goals(area), missing=_("Dit doel staat niet in de visie van dit gebied.")
        ),
    ),
    Column(
        "Wat gaan we doen",
        "what",
        lambda project, names: rich_text_cell(project.what),
        lambda text, names, area: clean(text),
    ),
    _long_text("Waarom", "why"),
    _text("Straat of plek", "street"),
    Column(
        "Plek op de kaart",
        "place",
        lambda project, names: place_cell(project.place),
        lambda text, names, area: read_place(text),
    ),
    Column(
        "Begint",
        "start",
        lambda project, names: quarter_cell(project.start),
        lambda text, names, area: read_quarter(text),
    ),
    Column(
        "Klaar",
        "end",
        lambda project, names: quarter_cell(project.end),
        lambda text, names, area: read_quarter(text),
    ),
    Column(
        "Trekker",
        "lead_organisation",
        lambda project, names: names.organisation_name(project.lead_organisation),
        lambda text, names, area: read_name(text, names.organisations, missing=_no_organisation()),
    ),
    _text("Trekker, niet in de lijst", "lead_name"),
    Column(
        "Partners",
        "partners",
        lambda project, names: "; ".join(
            sorted(names.organisation_name(partner) for partner in project.partners.all())
        ),
        _read_partners,
    ),
    _text("Andere partners", "other_partners"),
    _long_text("Wat bewoners doen", "residents_role"),
    Column(
        "Herkomst",
        "source",
        lambda project, names: choice_cell(project.source, ProjectSource.choices),
        lambda text, names, area: read_choice(text, ProjectSource.choices),
    ),
    _text("Toelichting op de herkomst", "source_note"),
    _text("Contactpersoon", "contact_name"),
    _text("Telefoonnummer", "contact_phone"),
    _text("E-mailadres", "contact_email"),
    Column(
        "Kosten",
        "costs",
        lambda project, names: costs_cell(project.costs.all()),
        lambda text, names, area: read_costs(text),
    ),
    _files(PHOTOS, read_photos),
    _files(DOCUMENTS, read_documents),
    Column(
        STATE,
        "state",
        lambda project, names: choice_cell(project.state, LIFE_CYCLE.states.items()),
        lambda text, names, area: read_choice(text, LIFE_CYCLE.states.items()),
    ),
    _long_text(REASON, "state_reason"),
)
HEADER = (KEY, AREA, *(column.heading for column in COLUMNS), STAMP)


def same_lines(text: str) -> str:
    """Return a text with one kind of line end and no blanks around it, as a workbook gives it back."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
