"""The demonstration gemeente for tests: lived through once in a run, and copied into place after that.

Living through three years takes forty seconds of processor time, a copy two. What is copied is what the database and
the folder of files hold when the story has been told, to the last row.
"""

import fcntl
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from wijkportaal.foundation.audit.actions import renew_revision
from wijkportaal.portal.demonstration.load import load

SEQUENCES = (
    "SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
)


def folder_of_this_run(tmp_path_factory, worker_id: str) -> Path:
    """Return where the processes of one run of the tests keep what they share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "demonstration"
    folder.mkdir(exist_ok=True)
    return folder


def settle_in(kept: Path) -> None:
    """Put the demonstration gemeente into an empty portal; processes that need it for the first time take turns."""
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (kept / "told").exists():
            copy_from(kept)
        else:
            assert load()
            keep_in(kept)
            (kept / "told").touch()


def keep_in(kept: Path) -> None:
    """Write down all rows and where the numbering is, and keep the files."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            rows = b"".join(_copied(cursor, f"COPY {_quoted(table)} TO STDOUT"))
            (kept / table).write_bytes(rows)
        cursor.execute(SEQUENCES)
        (kept / "sequences").write_text("\n".join(f"{name} {value}" for name, value in cursor.fetchall()))
    if Path(settings.MEDIA_ROOT).exists():
        shutil.copytree(settings.MEDIA_ROOT, kept / "media", dirs_exist_ok=True)


def copy_from(kept: Path) -> None:
    """Make all tables hold what was kept; checks stand aside, as for a dump of the database."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(f"DELETE FROM {_quoted(table)}")  # noqa: S608 - a name of our own
            with cursor.copy(f"COPY {_quoted(table)} FROM STDIN") as copy:
                copy.write((kept / table).read_bytes())
        for line in (kept / "sequences").read_text().splitlines():
            cursor.execute("SELECT setval(%s, %s)", line.split())
        cursor.execute("SET LOCAL session_replication_role = origin")
    if (kept / "media").exists():
        shutil.copytree(kept / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
    ContentType.objects.clear_cache()
    renew_revision()


def _copied(cursor, command: str) -> list[bytes]:
    with cursor.copy(command) as copy:
        return [bytes(block) for block in copy]


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
