"""The form of an archive: a compressed tar of one file per table, the files of the media, and a manifest at the end.

The manifest counts and sums up all that came before it, so an archive that was cut off or changed is refused. Rows
are written by COPY and by no program of PostgreSQL: an archive can be put back on another version of it, and a copy
without personal data comes from the same code (docs/adr/0157-archive-of-rows.md).
"""

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

FORMAT = 1
MANIFEST = "manifest.json"
TABLES, MEDIA = "tables/", "media/"
BROKEN = (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError)
BLOCK = 1024 * 1024


class BackupRefused(Exception):
    """An archive that cannot be made or put back; the message says why and what to do, in Dutch."""


@dataclass
class Manifest:
    """What an archive holds: the version it is of, and the checksum of each part."""

    kind: str
    made_at: str
    version: str
    demo: bool
    migrations: list[str]
    tables: dict[str, dict] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    files: dict[str, dict] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table["rows"] for table in self.tables.values())

    @property
    def parts(self) -> dict[str, dict]:
        """Each name in the archive with its size and checksum."""
        tables = {f"{TABLES}{name}": facts for name, facts in self.tables.items()}
        return tables | {f"{MEDIA}{name}": facts for name, facts in self.files.items()}


class Summing(io.RawIOBase):
    """A file that is read once and knows afterwards what it held."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        content = self.file.read(len(buffer))
        buffer[: len(content)] = content
        self.digest.update(content)
        self.size += len(content)
        return len(content)

    @property
    def facts(self) -> dict:
        return {"size": self.size, "sha256": self.digest.hexdigest()}


class ArchiveWriter:
    """Writes the parts one after the other; nothing of more than a block is held in memory."""

    def __init__(self, target: BinaryIO) -> None:
        self.packed = gzip.GzipFile(fileobj=target, mode="wb", compresslevel=4, mtime=0)
        self.tar = tarfile.open(fileobj=self.packed, mode="w|")  # noqa: SIM115 - closed in `close`

    def add(self, name: str, file: BinaryIO, size: int) -> dict:
        """Add a part and return its size and checksum."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        summing = Summing(file)
        self.tar.addfile(entry, summing)
        return summing.facts

    def close(self, manifest: Manifest) -> None:
        """Write the manifest and end the archive."""
        content = json.dumps(asdict(manifest), ensure_ascii=False).encode()
        self.add(MANIFEST, io.BytesIO(content), len(content))
        self.tar.close()
        self.packed.close()


def parts_of(path: Path) -> Iterator[tuple[str, BinaryIO, int]]:
    """Give each part of an archive with its size, in order; raises BackupRefused when it cannot be read to the end."""
    try:
        with gzip.open(path, "rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            for entry in tar:
                content = tar.extractfile(entry) if entry.isfile() else None
                if content is None or not _is_safe(entry.name):
                    raise BackupRefused(_("De back-up is niet te vertrouwen: %s") % entry.name)
                yield entry.name, content, entry.size
            # What the compression adds up is only compared at the very end.
            while packed.read(BLOCK):
                pass
    except BROKEN as problem:
        raise BackupRefused(
            _("Dit bestand is geen back-up van Wijkportaal, of het is niet helemaal aangekomen.")
        ) from problem
    except OSError as problem:
        raise BackupRefused(_("Het bestand %s is niet te lezen.") % path) from problem


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name


def checked_manifest(path: Path, *, progress: Callable[[str], None] = lambda name: None) -> Manifest:
    """Read a whole archive, compare every part with the manifest, and return that. Raises BackupRefused."""
    found: dict[str, dict] = {}
    content = b""
    for name, file, _size in parts_of(path):
        progress(name)
        if name == MANIFEST:
            content = file.read()
            continue
        if content or name in found:
            raise BackupRefused(_("De back-up is niet te vertrouwen: %s") % name)
        summing = Summing(file)
        while summing.read(BLOCK):
            pass
        found[name] = summing.facts
    manifest = _understood(content)
    for name, facts in manifest.parts.items():
        if found.pop(name, None) != {"size": facts["size"], "sha256": facts["sha256"]}:
            raise BackupRefused(
                _("De back-up is beschadigd of veranderd: %s klopt niet. Neem een andere back-up.") % name
            )
    if found:
        raise BackupRefused(_("De back-up is niet te vertrouwen: %s") % ", ".join(sorted(found)[:3]))
    return manifest


def _understood(content: bytes) -> Manifest:
    try:
        facts = json.loads(content)
        if facts["format"] != FORMAT:
            raise BackupRefused(_("Deze back-up is van een andere versie van Wijkportaal."))
        return Manifest(**facts)
    except (ValueError, TypeError, KeyError) as problem:
        raise BackupRefused(
            _("Dit bestand is geen back-up van Wijkportaal, of het is niet helemaal aangekomen.")
        ) from problem
