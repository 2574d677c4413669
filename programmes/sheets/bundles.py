"""An uploaded workbook with the files that go along: alone, or in a zip beside its photos and documents."""

import unicodedata
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from wijkportaal.foundation.files.archives import Archive, UnreadableArchive
from wijkportaal.foundation.tables.reading import UnreadableFile

WORKBOOK = "[Content_Types].xml"


class Bundle:
    """A workbook and the files beside it. Raises UnreadableFile for a zip that cannot be used."""

    def __init__(self, upload: BinaryIO) -> None:
        self.workbook = upload
        self._archive: Archive | None = None
        self._paths: dict[str, str] = {}
        upload.seek(0)
        if upload.read(4) == b"PK\x03\x04":
            try:
                self._open_zip(Archive(upload))
            except UnreadableArchive as problem:
                raise UnreadableFile(str(problem)) from problem
        self.workbook.seek(0)

    def _open_zip(self, archive: Archive) -> None:
        if WORKBOOK in archive.names:
            return
        found = [name for name in archive.names if name.lower().endswith((".xlsx", ".csv"))]
        if len(found) != 1:
            raise UnreadableFile(_("Zet in de zip precies één rekenblad (xlsx) met projecten."))
        # Who zips a folder has that folder before every path.
        folder = str(PurePosixPath(found[0]).parent / "_").removesuffix("_")
        self._archive, self.workbook = archive, archive.open(found[0])
        self._paths = {
            _spelled(name.removeprefix(folder)): name for name in archive.names if name.startswith(folder)
        }

    def open(self, path: str) -> BinaryIO | None:
        """Return the file at a path beside the workbook, or None. Raises UnreadableFile when it is damaged."""
        name = self._paths.get(_spelled(path))
        if name is None or self._archive is None:
            return None
        try:
            return self._archive.open(name)
        except UnreadableArchive as problem:
            raise UnreadableFile(str(problem)) from problem


def _spelled(path: str) -> str:
    """Return a path in one spelling: computers differ in slashes, capitals and how they write an accent."""
    return unicodedata.normalize("NFC", path.replace("\\", "/").removeprefix("./")).casefold()
