"""Zips: given on piece by piece, and read only after a look at what they would become. Pure: no database, no request."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

MAX_BYTES = 300 * 1024 * 1024
MAX_INFLATED = 600 * 1024 * 1024
MAX_ENTRIES = 2_000
# The same files give the same zip.
DATE = (2000, 1, 1, 0, 0, 0)
ENCRYPTED = 0x1


class UnreadableArchive(Exception):
    """A zip that is not opened; the message says why, in Dutch."""


class _Pipe(io.RawIOBase):
    """Takes what the zip writes and gives it on at once, so that no zip stands in memory."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken, self.parts = b"".join(self.parts), []
        return taken


def stream_zip(files: Iterable[tuple[str, bytes | str]]) -> Iterator[bytes]:
    """Give a zip of files (a name and what is in it) piece by piece; none of them is packed smaller."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, DATE), content)
            yield pipe.take()
    yield pipe.take()


class Archive:
    """The files in an uploaded zip, by their path. Nothing of it is written to a disk.

    Raises UnreadableArchive for what is damaged, locked with a password, or would become far too large. A file
    never gives more than the size that was looked at: the reader stops there.
    """

    def __init__(self, upload: BinaryIO) -> None:
        upload.seek(0, io.SEEK_END)
        if upload.tell() > MAX_BYTES:
            raise UnreadableArchive(_("Dit zip-bestand is te groot: hoogstens 300 MB. Deel het in stukken."))
        upload.seek(0)
        try:
            self._zip = zipfile.ZipFile(upload)
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise UnreadableArchive(_damaged()) from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_INFLATED:
            raise UnreadableArchive(
                _("Dit zip-bestand wordt bij het uitpakken veel te groot. Deel het in stukken.")
            )
        if any(entry.flag_bits & ENCRYPTED for entry in entries):
            raise UnreadableArchive(_("Dit zip-bestand heeft een wachtwoord. Maak het zonder wachtwoord."))
        self._entries = {entry.filename: entry for entry in entries if not _is_rubbish(entry.filename)}

    @property
    def names(self) -> list[str]:
        """The paths of the files, without what a computer puts beside them for itself."""
        return list(self._entries)

    def open(self, name: str) -> BinaryIO:
        """Return one file. Raises UnreadableArchive when it did not come over whole."""
        try:
            return io.BytesIO(self._zip.read(self._entries[name]))
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise UnreadableArchive(_damaged()) from error


def _damaged() -> str:
    return _("Dit zip-bestand is beschadigd of niet helemaal aangekomen. Maak het opnieuw.")


def _is_rubbish(name: str) -> bool:
    """Whether macOS or an open spreadsheet left it there."""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in PurePosixPath(name).parts)
