"""What stands in the storage of files, a folder of a machine or an object storage that knows no folders."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone


def names_in(storage, folder: str = "") -> Iterator[str]:
    """Give the name of every file in a storage, or below a folder of it (with a `/` behind)."""
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in sorted(files):
        # An object storage may name the folder itself, as nothing.
        if name and not name.startswith("."):
            yield f"{folder}{name}"
    for name in sorted(folders):
        if not name.startswith("."):
            yield from names_in(storage, f"{folder}{name}/")


def left_over(folder: str, *, known: Collection[str], older_than: timedelta) -> list[str]:
    """Return the files below a folder that are not among the names `known` and that are older than `older_than`.

    They stay behind when the transaction that stored a file failed. Young files are left alone: their transaction may
    still be under way.
    """
    limit = timezone.now() - older_than
    return [
        name
        for name in names_in(default_storage, f"{folder}/")
        if name not in known and default_storage.get_modified_time(name) < limit
    ]
