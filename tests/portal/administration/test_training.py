"""A whole gemeente goes into an archive and comes out of it, and can be copied without anybody in it."""

import gzip
import hashlib
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from areas.roles.states import ROLES
from tests.database import run
from wijkportaal.foundation.backups.actions import restore_archive, write_archive
from wijkportaal.foundation.backups.tables import columns_of_tables, lines_of, sequences_of
from wijkportaal.foundation.files.queries import names_in
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.administration.training.copying import TrainingCopy, personal_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PASSWORD = "samen-oefenen-is-leuk"


@pytest.fixture
def second(rietwolde, tmp_path) -> Iterator:
    """Another database with the same tables."""
    name = f"{connection.settings_dict['NAME']}_second"
    schema = tmp_path / "schema.sql"
    run("pg_dump", "--no-owner", f"--file={schema}", connection.settings_dict["NAME"])
    run("dropdb", "--if-exists", name)
    run("createdb", name)
    run("psql", "--quiet", "--no-psqlrc", "--single-transaction", f"--file={schema}", name)
    connections.databases["second"] = {**connections.databases["default"], "NAME": name}
    # Django refuses a database that a test did not name, unless it is open already.
    connections["second"].connect()
    yield connections["second"]
    connections["second"].close()
    del connections["second"], connections.databases["second"]
    run("dropdb", "--if-exists", name)


def rows_of(database) -> dict[str, str]:
    """Return a checksum over all rows of each table, whatever their order."""
    with database.cursor() as cursor:
        return {
            table: hashlib.sha256(b"".join(sorted(lines_of(cursor, table, columns)))).hexdigest()
            for table, columns in columns_of_tables(cursor).items()
        } | {"sequences": str(sequences_of(cursor))}


def contents_of(storage) -> dict[str, bytes]:
    return {name: storage.open(name).read() for name in names_in(storage)}


def test_nothing_of_a_whole_gemeente_is_lost(second, tmp_path):
    archive, media = tmp_path / "whole.tar.gz", FileSystemStorage(location=tmp_path / "media")
    with archive.open("wb") as target:
        manifest = write_archive(target)
    assert manifest.rows > 20_000
    assert len(manifest.files) > 100
    restored = restore_archive(archive, replace=True, storage=media, database=second)
    assert restored == manifest
    assert rows_of(second) == rows_of(connection)
    assert contents_of(media) == contents_of(default_storage)
    assert not list(Path(media.location).glob(".*"))
    # The history is written again: the triggers were called back.
    with second.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM themes_themeevent")
        before = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE themes_theme SET name = name || ' nieuw' WHERE id = (SELECT min(id) FROM themes_theme)"
        )
        cursor.execute("SELECT count(*) FROM themes_themeevent")
        assert cursor.fetchone()[0] == before + 1


def test_a_copy_for_training_holds_nobody_and_works(rietwolde, tmp_path, monkeypatch):
    with connection.cursor() as cursor:
        names, addresses, phones = personal_of(cursor)
    wanted = [word for word in {*names, *addresses, *phones} if len(word) >= 5 and not word.isalpha()]
    assert len(wanted) > 200
    before = rows_of(connection)

    archive, copy = tmp_path / "training.tar.gz", TrainingCopy(PASSWORD)
    with archive.open("wb") as target:
        manifest = write_archive(target, content=copy)
    assert rows_of(connection) == before, "the portal itself was touched"
    assert {role for role, _email in copy.sign_ins} == {str(label) for label in ROLES.values()}

    pictures = {hashlib.sha256(content).hexdigest() for content in contents_of(default_storage).values()}
    with gzip.open(archive) as packed, tarfile.open(fileobj=packed) as tar:
        for entry in tar:
            content = tar.extractfile(entry).read()
            assert hashlib.sha256(content).hexdigest() not in pictures, entry.name
            if entry.name.startswith("media/"):
                continue
            text = content.decode().lower()
            assert [word for word in wanted if word.lower() in text and _alone(word.lower(), text)] == [], (
                entry.name
            )
    assert manifest.tables["people_person"]["rows"] == Person.objects.count()
    assert {
        name for name, facts in manifest.tables.items() if name.endswith("event") and facts["rows"]
    } == set()

    with transaction.atomic():
        restore_archive(archive, replace=True, storage=FileSystemStorage(location=tmp_path / "media"))
        monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "media")
        for _role, email in copy.sign_ins:
            person = authenticate(username=email, email=email, password=PASSWORD)
            client = Client()
            client.force_login(person, backend="wijkportaal.foundation.people.backends.SignInBackend")
            for page in (
                "portal:home",
                "portal:workspace",
                "signals:index",
                "initiatives:index",
                "people:profile",
            ):
                assert client.get(reverse(page)).status_code == 200, (email, page)
        call_command("check", fail_level="WARNING", verbosity=0)
        transaction.set_rollback(True)


def _alone(word: str, text: str) -> bool:
    """Whether a word stands by itself somewhere, and not within a longer one."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False
