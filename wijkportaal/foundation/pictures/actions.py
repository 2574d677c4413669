import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.files.queries import left_over
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.pictures.processing import (
    PreparedPicture,
    prepare_picture,
    renditions_of,
    unrecognisable,
)

FOLDER = "pictures"
# A picture is divided into so many squares, of which some can be made unrecognisable.
COLUMNS, ROWS = 8, 6


def store_picture(upload, *, alt: str = "", by, credit: str = "") -> Picture:
    """Store an upload (what a PictureField gives, or any open image file) with its smaller versions.

    Raises UnusablePicture for a raw file that is no usable picture. The files get a name that cannot be
    guessed; when the surrounding transaction fails they are left without a row, until `remove_orphans` comes by.
    """
    prepared = upload if isinstance(upload, PreparedPicture) else prepare_picture(upload)
    stored = _store_files(prepared)
    with recorded(by=by, action="pictures.store_picture"):
        return Picture.objects.create(**stored, alt=alt.strip(), credit=credit.strip(), stored_by=by)


def _store_files(prepared: PreparedPicture) -> dict:
    """Write the files of a picture under a new name; returns what its row says of them."""
    stem = f"{FOLDER}/{secrets.token_urlsafe(18)}"
    smaller = renditions_of(prepared)
    name = default_storage.save(f"{stem}.{prepared.extension}", ContentFile(prepared.data))
    for width, data in smaller.items():
        default_storage.save(f"{stem}-{width}.webp", ContentFile(data))
    return {
        "file": name,
        "width": prepared.width,
        "height": prepared.height,
        "widths": sorted(smaller),
        "checksum": prepared.checksum,
    }


def blur_picture(picture: Picture, cells: Iterable[tuple[int, int]], *, by) -> Picture:
    """Make squares of a picture (column, row) unrecognisable for good, in all its versions.

    The files get new names, because browsers keep the old ones; the old files go after commit.
    """
    with picture.open() as file:
        prepared = unrecognisable(file, cells, columns=COLUMNS, rows=ROWS)
    old = picture.names
    stored = _store_files(prepared)
    with recorded(by=by, action="pictures.blur_picture"):
        for name, value in stored.items():
            setattr(picture, name, value)
        picture.save(update_fields=list(stored))
        transaction.on_commit(lambda: _delete_files(old), robust=True)
    return picture


def describe_picture(picture: Picture, *, alt: str, credit: str = "", by) -> Picture:
    """Change what is said about a picture."""
    with recorded(by=by, action="pictures.describe_picture"):
        picture.alt, picture.credit = alt.strip(), credit.strip()
        picture.save(update_fields=["alt", "credit"])
    return picture


def delete_picture(picture: Picture, *, by) -> None:
    """Delete a picture and, after commit, its files. Whoever still shows it protects it by its foreign key."""
    names = picture.names
    with recorded(by=by, action="pictures.delete_picture"):
        picture.delete()
        transaction.on_commit(lambda: _delete_files(names), robust=True)


def _delete_files(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def orphans(older_than: timedelta) -> list[str]:
    """Return the picture files that no row knows and that are older than `older_than`."""
    known = {name for picture in Picture.objects.all() for name in picture.names}
    return left_over(FOLDER, known=known, older_than=older_than)


def remove_orphans(older_than: timedelta = timedelta(days=1)) -> int:
    """Delete picture files that no row knows and that are older than `older_than`; returns how many."""
    gone = orphans(older_than)
    _delete_files(gone)
    return len(gone)
