"""Making an archive of the whole portal, and putting one back."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.files.storage.base import Storage
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from wijkportaal.foundation.audit.actions import renew_revision
from wijkportaal.foundation.backups.archives import (
    MEDIA,
    TABLES,
    ArchiveWriter,
    BackupRefused,
    Manifest,
    checked_manifest,
    parts_of,
)
from wijkportaal.foundation.backups.media import staging
from wijkportaal.foundation.backups.models import Backup, Kind
from wijkportaal.foundation.backups.tables import (
    columns_of_tables,
    fill,
    lines_of,
    make_way,
    sequences_of,
    settle,
)
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.files.queries import names_in
from wijkportaal.foundation.operations.queries import version
from wijkportaal.foundation.pictures.models import Picture

IN_MEMORY = 8 * 1024 * 1024


class Whole:
    """What goes into an archive: everything, as it is. A copy for training says otherwise in some places."""

    kind = Kind.MADE
    demo = settings.DEMO

    def prepare(self, cursor, tables: dict[str, list[str]]) -> None:
        """Called before the first row is read."""

    def lines(self, table: str, lines: Iterable[bytes]) -> Iterable[bytes]:
        """Return the rows of a table as they are written."""
        return lines

    def sequences(self, found: dict[str, int]) -> dict[str, int]:
        """Return where the numbering of each table is."""
        return found

    def file(self, name: str, file: BinaryIO) -> tuple[str, BinaryIO, int]:
        """Return the name, content and size under which a file is written."""
        return name, file, file.size


def write_archive(
    target: BinaryIO,
    *,
    content: Whole | None = None,
    storage: Storage = default_storage,
    database=connection,
) -> Manifest:
    """Write all rows and all files to an open binary file; returns what went in.

    All tables are read as they were at one moment, while the portal goes on; then the files, so that every file that a
    row names was there when its row was read.
    """
    content = content or Whole()
    writer = ArchiveWriter(target)
    with _one_moment(database) as cursor:
        tables = columns_of_tables(cursor)
        manifest = Manifest(
            kind=content.kind,
            made_at=timezone.now().isoformat(),
            version=version(),
            demo=content.demo,
            migrations=_applied(database),
        )
        content.prepare(cursor, tables)
        for table, columns in tables.items():
            rows = content.lines(table, lines_of(cursor, table, columns))
            manifest.tables[table] = {"columns": columns, **_add_table(writer, table, rows)}
        manifest.sequences = content.sequences(sequences_of(cursor))
    for name in names_in(storage):
        try:
            with storage.open(name) as file:
                written, source, size = content.file(name, file)
                manifest.files[written] = writer.add(f"{MEDIA}{written}", source, size)
        except FileNotFoundError:  # taken away since the list was made
            continue
    writer.close(manifest)
    return manifest


def _add_table(writer: ArchiveWriter, table: str, lines: Iterable[bytes]) -> dict:
    count = 0
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        for line in lines:
            spool.write(line)
            count += 1
        size = spool.tell()
        spool.seek(0)
        return {"rows": count, **writer.add(f"{TABLES}{table}", spool, size)}


@contextmanager
def _one_moment(database) -> Iterator:
    """A transaction that sees the database as it is now, and of which nothing stays."""
    is_first = not database.in_atomic_block
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        if is_first:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield cursor
        transaction.set_rollback(True, using=database.alias)


def _applied(database) -> list[str]:
    return sorted(".".join(key) for key in MigrationRecorder(database).applied_migrations())


def restore_archive(
    path: Path, *, replace: bool = False, storage: Storage = default_storage, database=connection
) -> Manifest:
    """Put back all rows and all files of an archive, or nothing.

    Raises BackupRefused for an archive that is broken, changed or of another version, and for a portal that is in use
    unless `replace` says that all of it may go.
    """
    manifest = checked_manifest(path)
    _check_version(manifest, database)
    if not replace and is_in_use(database, storage):
        raise BackupRefused(
            _(
                "In dit portaal staat al iets. Kies een leeg portaal, of gooi met --replace alles weg wat er staat."
            )
        )
    with staging(storage) as waiting:
        try:
            with transaction.atomic(using=database.alias), database.cursor() as cursor:
                tables = columns_of_tables(cursor)
                if {name: facts["columns"] for name, facts in manifest.tables.items()} != tables:
                    raise BackupRefused(_("De tabellen in de back-up zijn andere dan die van dit portaal."))
                make_way(cursor, list(tables))
                for name, file, _size in parts_of(path):
                    if name.startswith(MEDIA):
                        waiting.keep(name.removeprefix(MEDIA), file)
                    elif name.startswith(TABLES):
                        table = name.removeprefix(TABLES)
                        if fill(cursor, table, tables[table], file) != manifest.tables[table]["rows"]:
                            raise BackupRefused(_("Er ontbreken regels in de tabel %s.") % table)
                settle(cursor, list(tables), manifest.sequences)
        except DatabaseError as problem:
            raise BackupRefused(
                _("De database nam de back-up niet aan; er is niets veranderd: %s") % problem
            ) from problem
        waiting.put_in_place()
    ContentType.objects.clear_cache()
    renew_revision()
    return manifest


def _check_version(manifest: Manifest, database) -> None:
    executor = MigrationExecutor(database)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupRefused(_("De database van dit portaal is niet bijgewerkt. Draai eerst migrate."))
    if manifest.migrations != _applied(database):
        raise BackupRefused(
            _(
                "Deze back-up is van versie %(theirs)s en past niet op dit portaal (%(ours)s). Zet hem terug met de "
                "versie waarmee hij is gemaakt, en werk daarna bij."
            )
            % {"theirs": manifest.version, "ours": version()}
        )


def is_in_use(database, storage: Storage) -> bool:
    """Whether anybody did anything here: there is a person, a line of the history or a file."""
    with database.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM people_person) OR EXISTS (SELECT FROM pghistory_context)")
        return cursor.fetchone()[0] or next(names_in(storage), None) is not None


def note(kind: str, manifest: Manifest, *, file_name: str, size: int) -> Backup:
    """Remember that an archive was made or put back."""
    return Backup.objects.create(
        kind=kind,
        file_name=file_name[-200:],
        size=size,
        rows=manifest.rows,
        files=len(manifest.files),
        version=manifest.version,
        content_of=parse_datetime(manifest.made_at),
    )


def write_file(path: Path, content: Whole, *, report: Callable[[str], None]) -> Manifest:
    """Write an archive to a new file that only its owner can read: whole, or not there."""
    if path.exists():
        raise BackupRefused(_("%s bestaat al. Kies een andere naam.") % path)
    fresh = path.with_name(f"{path.name}.part")
    try:
        with open(fresh, "xb", opener=_private) as target:
            manifest = write_archive(target, content=content)
            _refuse_rows_alone(manifest)
    except FileExistsError as problem:
        raise BackupRefused(
            _("%s bestaat al: er wordt al een back-up gemaakt, of een eerdere brak af. Gooi het dan weg.")
            % fresh
        ) from problem
    except OSError as problem:
        fresh.unlink(missing_ok=True)
        raise BackupRefused(
            _("%(path)s is niet te schrijven: %(why)s") % {"path": path, "why": problem.strerror}
        ) from problem
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    fresh.replace(path)
    size = path.stat().st_size
    note(content.kind, manifest, file_name=path.name, size=size)
    report(
        _("%(rows)d regels en %(files)d bestanden bewaard in %(path)s (%(size).1f MB).")
        % {"rows": manifest.rows, "files": len(manifest.files), "path": path, "size": size / 1e6}
    )
    return manifest


def _refuse_rows_alone(manifest: Manifest) -> None:
    """Refuse a back-up without any file while rows name files: the storage is not the one of this portal."""
    named = sum(manifest.tables[model._meta.db_table]["rows"] for model in (Picture, StoredFile))
    if named and not manifest.files:
        raise BackupRefused(
            _(
                "Er is geen enkel bestand gevonden, terwijl er %d foto’s en documenten horen te zijn. Er is geen "
                "back-up gemaakt. Staan PORTAAL_MEDIA_ROOT of PORTAAL_STORAGE_… zoals bij het portaal zelf?"
            )
            % named
        )


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
