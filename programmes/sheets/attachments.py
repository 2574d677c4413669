"""The photos and documents of a project in a cell: a line for each, with the path under which its file goes along.

A line is `path; what is to be seen; foto: who made it` or `path; title`. The path is that of the file in the zip, beside
the workbook; one that the project has already is known by it, and needs no file.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from programmes.projects.models import Project, ProjectDocument, ProjectPhoto
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.files.processing import UnusableFile, check_pdf
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.pictures.processing import UnusablePicture, check_picture

MAX_CREDIT = 120
MAX_LINES = 60
_UNFIT = re.compile(r'[;:*?"<>|/\\\x00-\x1f]+')
_NUMBERED = re.compile(r"document-\d+-")
_WITH_CREDIT = re.compile(r"(?:(.*);)?\s*foto:\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class FileLine:
    """What a line says: the path of the file, what is to be seen or the title, and who made a photo."""

    path: str
    text: str
    credit: str = ""

    def __str__(self) -> str:
        return f"{self.path}; {self.text}" + (f"; foto: {self.credit}" if self.credit else "")


def photo_line(project: Project, photo: ProjectPhoto) -> FileLine:
    """Return what the cell says of a photo."""
    picture = photo.picture
    path = f"{project.public_id}/foto-{photo.pk}.{picture.file.name.rsplit('.', 1)[-1]}"
    return FileLine(path, _one_line(picture.alt), _one_line(picture.credit))


def document_line(project: Project, document: ProjectDocument) -> FileLine:
    """Return what the cell says of a document."""
    name = _UNFIT.sub("-", document.file.name)
    return FileLine(f"{project.public_id}/document-{document.pk}-{name}", _one_line(document.title))


def name_in(path: str) -> str:
    """Return the name of a document by its path: without the folder and the number that the portal put before it."""
    return _NUMBERED.sub("", path.rsplit("/", 1)[-1], count=1)


def read_photos(cell: str) -> list[FileLine]:
    """Read the lines of a cell with photos."""
    return [_with_credit(line) for line in read_documents(cell)]


def read_documents(cell: str) -> list[FileLine]:
    """Read the lines of a cell with documents."""
    lines = (line.partition(";") for line in cell.split("\n") if line.strip())
    return [FileLine(path.strip(), _one_line(text)) for path, _sign, text in lines]


def _with_credit(line: FileLine) -> FileLine:
    found = _WITH_CREDIT.fullmatch(line.text)
    return FileLine(line.path, (found[1] or "").strip(), found[2]) if found else line


def _one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class Kind:
    """Photos or documents: in which column, what a project has of them, and how the file of a new one is checked."""

    column: str
    heading: str
    present: Callable[[Project], Iterator[tuple[FileLine, ProjectPhoto | ProjectDocument]]]
    stored: Callable[[ProjectPhoto | ProjectDocument], Picture | StoredFile]
    check: Callable[[BinaryIO], object]
    max_text: int
    lacks_text: Callable[[], str]

    def cell(self, project: Project) -> str:
        """Write what a project has, one a line, in their order."""
        return "\n".join(str(line) for line, _record in self.present(project))

    def known(self, project: Project | None) -> dict[str, tuple[FileLine, ProjectPhoto | ProjectDocument]]:
        """Return what a project has, by path."""
        return {line.path: (line, record) for line, record in self.present(project)} if project else {}

    def faults(
        self, project: Project | None, lines: Iterable[FileLine], open_file
    ) -> Iterator[tuple[str, str]]:
        """Give the path of each line that is wrong and what is wrong with it; `open_file(path)` gives None when absent."""
        known, seen = self.known(project), set()
        for line in lines:
            if line.path in seen:
                yield line.path, _("Dit bestand staat twee keer in deze cel.")
            seen.add(line.path)
            if line.path in known:
                if str(line) == str(known[line.path][0]):
                    continue
            elif (upload := open_file(line.path)) is None:
                yield (
                    line.path,
                    _(
                        "Dit bestand zit niet bij het rekenblad. Lees een zip in met het rekenblad en de bestanden."
                    ),
                )
                continue
            else:
                try:
                    self.check(upload)
                except (UnusablePicture, UnusableFile) as problem:
                    yield line.path, str(problem)
            if not line.text:
                yield line.path, self.lacks_text()
            if len(line.text) > self.max_text or len(line.credit) > MAX_CREDIT:
                yield line.path, _("Dit is te lang: hoogstens %(limit)d tekens.") % {"limit": self.max_text}
        if len(seen) > MAX_LINES:
            yield "", _("Hoogstens %(number)d bestanden bij een project.") % {"number": MAX_LINES}
        for path in known.keys() - seen:
            yield (
                path,
                _(
                    "Weghalen kan niet met een bestand. Zet deze regel terug, of haal het weg bij het project zelf."
                ),
            )


PHOTOS = Kind(
    column="photos",
    heading="Foto's",
    present=lambda project: ((photo_line(project, photo), photo) for photo in project.photos.all()),
    stored=lambda photo: photo.picture,
    check=check_picture,
    max_text=250,
    lacks_text=lambda: _("Schrijf na het bestand en een puntkomma wat er op de foto te zien is."),
)
DOCUMENTS = Kind(
    column="documents",
    heading="Documenten",
    present=lambda project: ((document_line(project, each), each) for each in project.documents.all()),
    stored=lambda document: document.file,
    check=check_pdf,
    max_text=150,
    lacks_text=lambda: _("Schrijf na het bestand en een puntkomma de titel van het document."),
)
KINDS = (PHOTOS, DOCUMENTS)
