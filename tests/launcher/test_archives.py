"""A back-up comes back whole, or not at all."""

import stat
import tarfile
from pathlib import Path

import psycopg
import pytest

from wijkportaal.launcher.archives import back_up, restore
from wijkportaal.launcher.places import LauncherError, Places, read_json, write_json
from wijkportaal.launcher.supervision import Supervised


@pytest.fixture(autouse=True)
def no_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pytest from adopting, and ending, processes that are not of these tests."""
    monkeypatch.setattr("wijkportaal.launcher.archives.witness", lambda: None)
    monkeypatch.setattr("wijkportaal.launcher.commands.end_orphans", lambda: None)


def test_backup_comes_back_in_an_empty_folder(services: Supervised, tmp_path: Path) -> None:
    places = services.places
    with psycopg.connect(services.environment["PORTAAL_DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE kept (name text)")
        connection.execute("INSERT INTO kept VALUES ('Fryslân')")
    (places.media / "pictures").mkdir()
    (places.media / "pictures" / "plein.jpg").write_bytes(b"a picture")
    write_json(places.choices, {"demo": False})
    archive = tmp_path / "backup.tar"

    assert back_up(places, [str(archive)]) == 0
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    elsewhere = Places(tmp_path / "elsewhere")
    assert restore(elsewhere, [str(archive)]) == 0

    assert (elsewhere.media / "pictures" / "plein.jpg").read_bytes() == b"a picture"
    assert read_json(elsewhere.choices) == {"demo": False}
    again = Supervised(elsewhere)
    try:
        again.wait_until_ready()
        with psycopg.connect(again.environment["PORTAAL_DATABASE_URL"]) as connection:
            assert connection.execute("SELECT name FROM kept").fetchall() == [("Fryslân",)]
    finally:
        again.stop()


def test_backup_does_not_overwrite(services: Supervised, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    archive.write_text("kept")
    with pytest.raises(LauncherError, match="bestaat al"):
        back_up(services.places, [str(archive)])
    assert archive.read_text() == "kept"


def test_restore_refuses_a_folder_in_use(services: Supervised, tmp_path: Path) -> None:
    with pytest.raises(LauncherError, match="staat al een portaal"):
        restore(services.places, [str(tmp_path / "backup.tar")])


@pytest.mark.parametrize("content", [b"", b"not a tar at all" * 100])
def test_restore_refuses_what_is_no_backup(data: Path, tmp_path: Path, content: bytes) -> None:
    archive = tmp_path / "backup.tar"
    archive.write_bytes(content)
    with pytest.raises(LauncherError, match="geen back-up"):
        restore(Places(data), [str(archive)])


def test_restore_of_a_broken_dump_leaves_nothing(data: Path, tmp_path: Path) -> None:
    dump, choices, archive = tmp_path / "d", tmp_path / "c", tmp_path / "backup.tar"
    dump.write_bytes(b"PGDMP broken")
    choices.write_text("{}")
    with tarfile.open(archive, "w") as file:
        file.add(dump, "database.dump")
        file.add(choices, "choices.json")
    with pytest.raises(LauncherError, match="pg_restore is mislukt"):
        restore(Places(data), [str(archive)])
    assert not (data / "postgres").exists()
