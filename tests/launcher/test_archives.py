"""`./portaal backup` and `restore` ask the portal itself, and leave nothing half behind."""

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest

from wijkportaal.launcher.archives import MANAGE, back_up, restore
from wijkportaal.launcher.commands import PREPARATION
from wijkportaal.launcher.places import LauncherError, Places, read_json


class Asked:
    """Stands in the place of the services: remembers what it was asked to run."""

    code = 0
    commands: list[list[str]] = []

    def __init__(self, places: Places) -> None:
        (places.postgres).mkdir(exist_ok=True)

    def __enter__(self) -> "Asked":
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def run(self, command: list[str], **_options) -> int:
        self.commands.append(command)
        return self.code if command[:2] == MANAGE else 0


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> type[Asked]:
    monkeypatch.setattr("wijkportaal.launcher.archives.witness", lambda: None)
    monkeypatch.setattr("wijkportaal.launcher.archives.Services", Asked)
    monkeypatch.setattr(Asked, "commands", [])
    return Asked


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "backup.tar.gz"
    content = json.dumps({"demo": True}).encode()
    entry = tarfile.TarInfo("manifest.json")
    entry.size = len(content)
    with gzip.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        tar.addfile(entry, io.BytesIO(content))
    return path


def test_backup_asks_the_portal(asked, tmp_path: Path) -> None:
    places = Places(tmp_path / "data")
    with pytest.raises(LauncherError, match="staat geen portaal"):
        back_up(places, ["backup.tar.gz"])
    places.postgres.mkdir(parents=True)
    (places.postgres / "PG_VERSION").write_text("18")
    assert back_up(places, [str(tmp_path / "backup.tar.gz")]) == 0
    assert asked.commands == [[*MANAGE, "backup", str(tmp_path / "backup.tar.gz")]]


def test_restore_fills_an_empty_folder_and_keeps_the_choice_of_the_archive(asked, archive, tmp_path) -> None:
    places = Places(tmp_path / "data")
    assert restore(places, [str(archive)]) == 0
    assert asked.commands == [[*PREPARATION, "--no-static"], [*MANAGE, "restore", str(archive)]]
    assert read_json(places.choices) == {"demo": True}
    (places.postgres / "PG_VERSION").write_text("18")
    with pytest.raises(LauncherError, match="staat al een portaal"):
        restore(places, [str(archive)])


def test_restore_that_fails_leaves_nothing(asked, archive, tmp_path, monkeypatch) -> None:
    places = Places(tmp_path / "data")
    monkeypatch.setattr(asked, "code", 1)
    with pytest.raises(LauncherError, match="niet teruggezet"):
        restore(places, [str(archive)])
    assert not places.postgres.exists()
    assert not places.media.exists()
    assert not places.choices.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"not an archive at all" * 100, gzip.compress(b"nor this", mtime=0)],
    ids=["empty", "text", "other-archive"],
)
def test_restore_refuses_what_is_no_backup(asked, data: Path, tmp_path: Path, content: bytes) -> None:
    archive = tmp_path / "backup.tar.gz"
    archive.write_bytes(content)
    with pytest.raises(LauncherError, match=r"geen .*back-up"):
        restore(Places(data), [str(archive)])
    assert asked.commands == []
