"""Every write on stored files."""

import secrets
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.files.models import AttachedFile, StoredFile
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.files.queries import left_over

FOLDER = "files"


def store_file(checked: CheckedFile, *, by) -> StoredFile:
    """Store a checked document under a name that cannot be guessed.

    When the surrounding transaction fails the file is left without a row, until `remove_orphans` comes by.
    """
    name = default_storage.save(f"{FOLDER}/{secrets.token_urlsafe(18)}.pdf", ContentFile(checked.data))
    with recorded(by=by, action="files.store_file"):
        return StoredFile.objects.create(
            file=name,
            name=_named(checked.name),
            size=len(checked.data),
            pages=checked.pages,
            checksum=checked.checksum,
            stored_by=by,
        )


def delete_file(stored: StoredFile, *, by) -> None:
    """Delete a document and, after commit, its file."""
    name = stored.file.name
    with recorded(by=by, action="files.delete_file"):
        stored.delete()
        transaction.on_commit(lambda: default_storage.delete(name), robust=True)


def attach_file(attached, checked: CheckedFile, *, title: str, is_public: bool, by) -> AttachedFile:
    """Store a checked document and attach it by a related manager (`project.documents`); the same twice is kept once.

    Inside a recorded transaction of the caller, which has locked what the document is attached to.
    """
    present = attached.filter(file__checksum=checked.checksum, title=title).first()
    if present:
        return present
    return attached.create(file=store_file(checked, by=by), title=title, is_public=is_public)


def show_attached(document: AttachedFile, *, is_public: bool) -> None:
    """Let everyone read a document, or only who works on it. Inside a recorded transaction of the caller."""
    document.is_public = is_public
    document.save(update_fields=["is_public"])


def remove_attached(document: AttachedFile, *, by) -> None:
    """Delete a document with its file. Inside a recorded transaction of the caller."""
    document.delete()
    delete_file(document.file, by=by)


def orphans(older_than: timedelta) -> list[str]:
    """Return the files that no row knows and that are older than `older_than`."""
    known = set(StoredFile.objects.values_list("file", flat=True))
    return left_over(FOLDER, known=known, older_than=older_than)


def remove_orphans(older_than: timedelta = timedelta(days=1)) -> int:
    """Delete files that no row knows and that are older than `older_than`; returns how many."""
    gone = orphans(older_than)
    for path in gone:
        default_storage.delete(path)
    return len(gone)


def _named(name: str) -> str:
    """Return the name that a document had, without its folder, as a pdf."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".pdf").removesuffix(".PDF").strip()
    return f"{stem[:140] or 'document'}.pdf"
