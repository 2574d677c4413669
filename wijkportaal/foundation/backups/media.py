"""The files beside the database: all that the storage holds, whichever storage it is."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.files import File

from wijkportaal.foundation.files.queries import names_in

# Where files wait to be put in place; inside the storage, because only there a file moves in one step.
WAITING = ".restoring-"


class Staging:
    """Files that were unpacked and stand nowhere yet."""

    def __init__(self, storage, folder: Path) -> None:
        self.storage, self.folder = storage, folder
        self.names: list[str] = []

    def keep(self, name: str, file: BinaryIO) -> None:
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        self.names.append(name)

    def put_in_place(self) -> None:
        """Make the storage hold these files and no others."""
        kept = set(self.names)
        for name in [name for name in names_in(self.storage) if name not in kept]:
            self.storage.delete(name)
        for name in self.names:
            self._put(name)

    def _put(self, name: str) -> None:
        source = self.folder / name
        try:
            target = Path(self.storage.path(name))
        except NotImplementedError:  # object storage
            self.storage.delete(name)
            with source.open("rb") as file:
                self.storage.save(name, File(file))
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
        if (mode := self.storage.file_permissions_mode) is not None:
            target.chmod(mode)


@contextmanager
def staging(storage) -> Iterator[Staging]:
    """A place for files to wait; whatever is left in it is gone at the end."""
    location = getattr(storage, "location", None)
    beside = Path(location) if location and Path(location).is_absolute() else None
    if beside:
        beside.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=WAITING, dir=beside))
    try:
        yield Staging(storage, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
