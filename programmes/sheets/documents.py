"""The workbooks: all projects of someone, alone or with their files in a zip, and an example to fill in."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256

from django.utils.translation import gettext as _

from programmes.projects.models import Project
from programmes.sheets.attachments import KINDS
from programmes.sheets.cells import COLUMNS, HEADER, same_lines
from programmes.sheets.queries import Directory
from wijkportaal.foundation.files.archives import stream_zip
from wijkportaal.foundation.tables.writing import write_xlsx

# A row with this key is an example: it is not read in.
EXAMPLE = "voorbeeld"


def cells_of(project: Project, names: Directory) -> list[str]:
    """Return what the columns say of a project."""
    return [same_lines(column.tell(project, names)) for column in COLUMNS]


def stamp_of(area: str, cells: Iterable[str]) -> str:
    """Return a short text that differs when a row does, to see whether the portal changed since."""
    return sha256("\x1f".join([area, *cells]).encode()).hexdigest()[:12]


def workbook_of(projects: Iterable[Project], names: Directory) -> bytes:
    """Write projects into a workbook that can be read in again."""

    def rows():
        for project in projects:
            area, cells = names.area_name(project.area), cells_of(project, names)
            yield [project.public_id, area, *cells, stamp_of(area, cells)]

    return write_xlsx(HEADER, rows(), title=_("Projecten"))


def zip_of(projects: Iterable[Project], names: Directory) -> Iterator[bytes]:
    """Give a zip piece by piece: the workbook, and beside it the photos and documents that it names."""
    return stream_zip(_files_of(list(projects), names))


def _files_of(projects: list[Project], names: Directory) -> Iterator[tuple[str, bytes]]:
    """Give the workbook and each file by its path; one that is gone from the disk is left out."""
    yield "projecten.xlsx", workbook_of(projects, names)
    for project in projects:
        for kind in KINDS:
            for line, record in kind.present(project):
                with suppress(FileNotFoundError), kind.stored(record).open() as content:
                    yield line.path, content.read()


def example_workbook() -> bytes:
    """Write the example: the headings, and one row that shows how cells are filled in."""
    example = {
        "Kenmerk": EXAMPLE,
        "Gebied": _("Voorbeeldwijk"),
        "Titel": _("Veilig oversteken bij de school"),
        "Thema": _("Verkeer en veiligheid"),
        "Wat gaan we doen": _("Er komt een zebrapad met licht."),
        "Waarom": _("Kinderen steken hier over naar school."),
        "Straat of plek": _("Schoolstraat"),
        "Plek op de kaart": "53.2012, 5.7999",
        "Begint": _("2e kwartaal 2027"),
        "Klaar": _("3e kwartaal 2027"),
        "Trekker, niet in de lijst": _("Afdeling Wegen"),
        "Herkomst": _("melding van een bewoner"),
        "Kosten": _("gemeente; 12500,00; geschat; ontwerp en aanleg"),
        "Foto's": _("plein.jpg; Een schoolklas steekt over; foto: Anna Bakker"),
        "Documenten": _("ontwerp.pdf; Ontwerp van de oversteek"),
        "Stand": _("gepland"),
    }
    return write_xlsx(HEADER, [[example.get(name, "") for name in HEADER]], title=_("Projecten"))
