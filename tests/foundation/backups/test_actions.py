"""What `backup` and `restore` refuse, and that nothing changes then."""

import gzip
import io
import json
import stat
import tarfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories.people import PersonFactory
from wijkportaal.foundation.backups.archives import MANIFEST
from wijkportaal.foundation.backups.models import Backup
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "plein.jpg").write_bytes(b"a picture")
    PersonFactory(full_name="Gerda Eerst")
    call_command("backup", tmp_path / "a.tar.gz", verbosity=0)
    return tmp_path / "a.tar.gz"


def test_backup_goes_to_a_new_file_that_only_its_owner_reads(archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    made = Backup.objects.get()
    assert (made.kind, made.file_name, made.files) == ("made", "a.tar.gz", 1)
    assert made.size == archive.stat().st_size
    content = archive.read_bytes()
    with pytest.raises(CommandError, match="bestaat al"):
        call_command("backup", archive)
    assert archive.read_bytes() == content
    with pytest.raises(CommandError, match="niet te schrijven"):
        call_command("backup", archive.parent / "nowhere" / "b.tar.gz")


def test_a_backup_in_which_all_files_are_missing_is_not_made(archive, settings, tmp_path):
    Picture.objects.create(file="pictures/plein.jpg", width=10, height=10, widths=[], checksum="0" * 64)
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    with pytest.raises(CommandError, match="geen enkel bestand"):
        call_command("backup", tmp_path / "b.tar.gz")
    assert not list(tmp_path.glob("b.tar.gz*"))
    assert Backup.objects.count() == 1


def test_restore_refuses_a_portal_in_use_and_replaces_it_when_told(archive, settings):
    PersonFactory(full_name="Later Gekomen")
    (settings.MEDIA_ROOT / "later.jpg").write_bytes(b"later")
    with pytest.raises(CommandError, match="staat al iets"):
        call_command("restore", archive)
    assert Person.objects.filter(full_name="Later Gekomen").exists()

    call_command("restore", archive, replace=True, verbosity=0)
    assert list(Person.objects.values_list("full_name", flat=True)) == ["Gerda Eerst"]
    assert [path.name for path in settings.MEDIA_ROOT.iterdir()] == ["plein.jpg"]
    assert Backup.objects.get().kind == "restored"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda manifest: manifest["migrations"].pop(), "van versie"),
        (
            lambda manifest: manifest["tables"]["people_person"]["columns"].pop(),
            "andere dan die van dit portaal",
        ),
        (lambda manifest: manifest["tables"]["people_person"].update(rows=7), "ontbreken regels"),
    ],
)
def test_restore_of_another_portal_changes_nothing(archive, settings, tmp_path, change, said):
    changed = tmp_path / "changed.tar.gz"
    _rewrite(archive, changed, change)
    PersonFactory(full_name="Later Gekomen")
    with pytest.raises(CommandError, match=said):
        call_command("restore", changed, replace=True)
    assert Person.objects.filter(full_name="Later Gekomen").exists()
    assert [path.name for path in settings.MEDIA_ROOT.iterdir()] == ["plein.jpg"]


def test_restore_refuses_a_portal_that_is_not_up_to_date(archive):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'backups'")
    with pytest.raises(CommandError, match="eerst migrate"):
        call_command("restore", archive, replace=True)


def _rewrite(source, target, change) -> None:
    """Copy an archive with another manifest; its parts stay what they are."""
    with (
        tarfile.open(source) as old,
        gzip.open(target, "wb") as packed,
        tarfile.open(fileobj=packed, mode="w|") as new,
    ):
        for entry in old:
            content = old.extractfile(entry).read()
            if entry.name == MANIFEST:
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()
                entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))
