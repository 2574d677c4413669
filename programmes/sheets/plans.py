"""What a file of projects would change. Reads, never writes."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from areas.territory.models import Area
from programmes.projects.forms import LONG_TEXT
from programmes.projects.models import Project
from programmes.projects.states import LIFE_CYCLE, lacks_period
from programmes.sheets.attachments import KINDS
from programmes.sheets.bundles import Bundle
from programmes.sheets.cells import AREA, COLUMNS, KEY, REASON, STAMP, STATE, Column, WrongCell, same_lines
from programmes.sheets.documents import EXAMPLE, cells_of, stamp_of
from programmes.sheets.queries import Directory, projects_to_write
from wijkportaal.foundation.richtext.calculations import text_length
from wijkportaal.foundation.tables.plans import Fault, TablePlan, line
from wijkportaal.foundation.tables.reading import Row, Table, UnreadableFile, read_table
from wijkportaal.foundation.tables.writing import restored

MAX_ROWS = 1_000
# Columns of which the value is a record that was looked up, or that are written by an action of their own.
LOOKED_UP = {
    "theme",
    "goal",
    "lead_organisation",
    "partners",
    "costs",
    "state",
    "state_reason",
    "start",
    "end",
    "photos",
    "documents",
}
# What only the form checks of a long text, in characters that a reader sees.
LIMITS = {"what": LONG_TEXT, "why": 3_000, "residents_role": 2_000}
BY_HEADING = {column.heading: column for column in COLUMNS}


@dataclass
class ProjectRow:
    """One row that changes something: the project (None is a new one) and what the cells say anew.

    `stamp` is that of the project now.
    """

    number: int
    area: Area
    project: Project | None
    stamp: str = ""
    values: dict[str, object] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


@dataclass
class SheetPlan(TablePlan):
    """What a file of projects would do; `payload` holds a ProjectRow for each that changes something.

    `bundle` has the files of new photos and documents.
    """

    bundle: Bundle | None = None

    @property
    def stamp(self) -> str:
        """Differs when applying would do anything else, also beyond the rows that the preview names."""
        told = [
            f"{row.number}|{row.project.pk if row.project else ''}|{row.stamp}|{row.texts}"
            for row in self.payload
        ]
        return sha256("\n".join(told).encode()).hexdigest()[:16]

    def as_dict(self) -> dict:
        return {**super().as_dict(), "stamp": self.stamp}


def plan_projects(upload: BinaryIO, person) -> SheetPlan:
    """Read a file and return what it would change; an unreadable file is a plan with one fault."""
    try:
        bundle = Bundle(upload)
        return _Reader(read_table(bundle.workbook), bundle, person).plan()
    except UnreadableFile as problem:
        return SheetPlan(faults=[Fault(None, "", "", str(problem))])


class _Reader:
    """Goes through the rows of one file, with all that it looks up by its side."""

    def __init__(self, table: Table, bundle: Bundle, person) -> None:
        self.table = table
        self.names = Directory(person)
        self.result = SheetPlan(bundle=bundle)
        self.bundle = bundle
        known = {name.casefold(): name for name in table.header}
        self.headings = {
            name: known[name.casefold()] for name in (KEY, AREA, STAMP) if name.casefold() in known
        }
        self.columns = [
            (column, known[column.heading.casefold()])
            for column in COLUMNS
            if column.heading.casefold() in known
        ]
        used = {*self.headings.values(), *(heading for _column, heading in self.columns)}
        self.unknown = [name for name in table.header if name not in used]
        self.projects = {project.public_id: project for project in projects_to_write(person)}
        self.titles = {
            (project.area_id, project.title.casefold()): project for project in self.projects.values()
        }
        self.rows_by_key: dict[str, int] = {}
        self.rows_by_title: dict[tuple[int, str], int] = {}
        self.areas: dict[int, Area] = {}

    def plan(self) -> SheetPlan:
        plan = self.result
        if not self.columns or (KEY not in self.headings and AREA not in self.headings):
            self.fault(None, "", "", _("Dit is geen lijst van projecten. Begin met het voorbeeld."))
            return plan
        if len(self.table) > MAX_ROWS:
            message = _("Hoogstens %(number)d rijen in één keer. Deel het bestand in stukken.")
            self.fault(None, "", "", message % {"number": MAX_ROWS})
            return plan
        for row in self.table:
            self.look_at(row)
        if self.unknown:
            plan.notes.append(
                _("Deze kolommen kennen we niet en slaan we over: %(names)s.")
                % {"names": ", ".join(self.unknown[:20])}
            )
        here = [project for project in self.projects.values() if project.area_id in self.areas]
        plan.gone = [
            line(project.public_id, project.title, str(project.area))
            for project in here
            if project.public_id not in self.rows_by_key
        ]
        return plan

    def fault(self, number: int | None, column: str, value: str, message: str) -> None:
        self.result.faults.append(Fault(number, column, value, str(message)))

    def cell(self, row: Row, heading: str) -> str:
        return same_lines(restored(row.get(self.headings[heading]))) if heading in self.headings else ""

    def look_at(self, row: Row) -> None:
        key = self.cell(row, KEY).lower()
        if key == EXAMPLE:
            self.result.notes.append(
                _("Rij %(row)d is het voorbeeld en is overgeslagen.") % {"row": row.number}
            )
        elif key:
            self.look_at_known(row, key)
        else:
            self.look_at_new(row)

    def look_at_known(self, row: Row, key: str) -> None:
        project = self.projects.get(key)
        if project is None:
            self.fault(row.number, KEY, key, _("Dit kenmerk hoort niet bij een project dat u mag wijzigen."))
            return
        if key in self.rows_by_key:
            message = _("Dit kenmerk staat ook in rij %(row)d.") % {"row": self.rows_by_key[key]}
            self.fault(row.number, KEY, key, message)
            return
        self.rows_by_key[key] = row.number
        self.areas[project.area_id] = project.area
        area, present = self.names.area_name(project.area), cells_of(project, self.names)
        if (told := self.cell(row, AREA)) and self.names.areas.get(told.casefold()) != project.area:
            self.fault(
                row.number, AREA, told, _("Een project blijft in zijn gebied: %(area)s.") % {"area": area}
            )
            return
        old = dict(zip(BY_HEADING, present, strict=True))
        found = ProjectRow(row.number, project.area, project, stamp_of(area, present))
        faults = len(self.result.faults)
        self.read_cells(row, found, old)
        if not found.values and len(self.result.faults) == faults:
            self.result.same += 1
            return
        stamp = self.cell(row, STAMP)
        if stamp and stamp != found.stamp:
            message = _(
                "Dit project is na het downloaden in het portaal gewijzigd. Download het opnieuw, of maak deze "
                "cel leeg als uw rij moet gelden."
            )
            self.fault(row.number, STAMP, "", message)
        self.check(row, found)
        self.result.payload.append(found)
        self.result.changed.append(line(key, project.title, area, found.texts))

    def look_at_new(self, row: Row) -> None:
        told = self.cell(row, AREA)
        area = self.names.areas.get(told.casefold())
        if area is None:
            message = (
                _("Dit is geen gebied waar u projecten mag inlezen.") if told else _("Vul het gebied in.")
            )
            self.fault(row.number, AREA, told, message)
            return
        self.areas[area.pk] = area
        found = ProjectRow(row.number, area, None)
        self.read_cells(row, found, dict.fromkeys(BY_HEADING, ""))
        title = str(found.values.get("title", ""))
        for name, heading in (("title", "Titel"), ("theme", "Thema")):
            if name not in found.values and not self.is_wrong(row, heading):
                self.fault(row.number, heading, "", _("Vul dit in."))
        if title:
            self.check_is_new(row, area, title)
        self.check(row, found)
        self.result.payload.append(found)
        self.result.new.append(line("", title, area.name))

    def check_is_new(self, row: Row, area: Area, title: str) -> None:
        key = (area.pk, title.casefold())
        if known := self.titles.get(key):
            message = _("Dit project is er al. Zet het kenmerk %(key)s in de rij om het te wijzigen.")
            self.fault(row.number, "Titel", title, message % {"key": known.public_id})
        elif key in self.rows_by_title:
            message = _("Dit project staat ook in rij %(row)d.") % {"row": self.rows_by_title[key]}
            self.fault(row.number, "Titel", title, message)
        self.rows_by_title.setdefault(key, row.number)

    def is_wrong(self, row: Row, heading: str) -> bool:
        return any(each.row == row.number and each.column == heading for each in self.result.faults)

    def read_cells(self, row: Row, found: ProjectRow, old: dict[str, str]) -> None:
        """Take over the cells that say something else than the portal."""
        for column, heading in self.columns:
            text, before = same_lines(restored(row.get(heading))), old[column.heading]
            if text == before:
                continue
            try:
                found.values[column.name] = column.read(text, self.names, found.area)
            except WrongCell as wrong:
                self.fault(row.number, column.heading, text, str(wrong))
            else:
                found.texts.append(_told(column, before, text))

    def check(self, row: Row, found: ProjectRow) -> None:
        """Check what the cells say together, with the checks of the project itself."""
        values = found.values
        if "theme" in values and values["theme"] is None:
            self.fault(row.number, "Thema", "", _("Dit mag niet leeg zijn."))
        for name, limit in LIMITS.items():
            if text_length(str(values.get(name, ""))) > limit:
                heading = next(column.heading for column in COLUMNS if column.name == name)
                message = _("Dit is te lang: hoogstens %(limit)d tekens.") % {"limit": limit}
                self.fault(row.number, heading, "", message)
        candidate = Project(
            **{name: value for name, value in values.items() if name not in LOOKED_UP and value is not None}
        )
        try:
            names = {each.name for each in Project._meta.fields} - (set(values) - LOOKED_UP)
            candidate.clean_fields(exclude=names)
        except ValidationError as problem:
            for column in COLUMNS:
                for message in problem.message_dict.get(column.name, ()):
                    self.fault(row.number, column.heading, str(values[column.name]), message)
        start = values.get("start", found.project and found.project.start)
        end = values.get("end", found.project and found.project.end)
        if start and end and end < start:
            self.fault(row.number, "Klaar", str(end), _("Het project is klaar voordat het begint."))
        self.check_state(row, found, has_start=bool(start))
        for kind in KINDS:
            if kind.column in values:
                for path, message in kind.faults(found.project, values[kind.column], self.bundle.open):
                    self.fault(row.number, kind.heading, path, message)

    def check_state(self, row: Row, found: ProjectRow, *, has_start: bool) -> None:
        before = found.project.state if found.project else LIFE_CYCLE.initial
        after = found.values.get("state") or before
        reason = str(found.values.get("state_reason", ""))
        found.values["state"] = after
        if after == before:
            if found.project and "state_reason" in found.values:
                self.fault(row.number, REASON, reason, _("De reden verandert alleen samen met de stand."))
            return
        steps = LIFE_CYCLE.path(before, after)
        if steps is None:
            message = _("Van “%(before)s” kan het niet naar “%(after)s”.")
            labels = {"before": LIFE_CYCLE.states[before], "after": LIFE_CYCLE.states[after]}
            self.fault(row.number, STATE, str(labels["after"]), message % labels)
            return
        if any(step.needs_reason for step in steps) and not reason:
            self.fault(row.number, REASON, "", _("Schrijf erbij waarom. Anderen lezen deze reden."))
        if not has_start and any(lacks_period in step.guards for step in steps):
            self.fault(row.number, "Begint", "", _("Vul in wanneer het project begint."))


def _told(column: Column, before: str, after: str) -> str:
    """Say what changes in a cell: of one with several lines, those that do."""
    lines, present = after.split("\n"), before.split("\n")
    gone = "\n".join(line for line in present if line not in lines) or before
    fresh = "\n".join(line for line in lines if line not in present) or after
    old, new = (Truncator(text).chars(80) for text in (gone, fresh))
    return f"{column.heading}: {old} → {new or '–'}" if old else f"{column.heading}: {new}"
