"""The environment folder: made by hand, whole or made again."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from wijkportaal.launcher import environment_folder
from wijkportaal.launcher.environment_folder import Environment, ensure_environment, split_lock
from wijkportaal.launcher.places import LauncherError


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a lock without packages, so that nothing is fetched."""
    folder = tmp_path / "requirements"
    folder.mkdir()
    for name in ("PORTAL", "TEST"):
        path = folder / f"{name.lower()}.txt"
        path.write_text(f"# {name}\n")
        monkeypatch.setattr(environment_folder, name, path)
    monkeypatch.setattr(environment_folder, "environment_root", lambda data: data)
    monkeypatch.delenv("PORTAAL_PYTHON", raising=False)
    return folder / "portal.txt"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def quiet(text: str) -> None:
    pass


def test_environment_is_one_of_its_own(lock: Path, data: Path) -> None:
    python = ensure_environment(data, test=False, progress=quiet)
    program = "import json, sys; print(json.dumps([sys.prefix, sys.prefix != sys.base_prefix, sys.path]))"
    answer = subprocess.run([python, "-c", program], capture_output=True, text=True, check=True).stdout
    prefix, is_virtual, path = json.loads(answer)
    assert (prefix, is_virtual) == (str(python.parent.parent), True)
    assert [folder for folder in path if folder.endswith(("site-packages", "dist-packages"))] == [
        str(next((python.parent.parent / "lib").iterdir()) / "site-packages")
    ]


def test_environment_is_made_once(lock: Path, data: Path) -> None:
    first = ensure_environment(data, test=False, progress=quiet)
    said: list[str] = []
    assert ensure_environment(data, test=False, progress=said.append) == first
    assert said == []


def test_environment_is_made_again_when_the_lock_changed(lock: Path, data: Path) -> None:
    first = ensure_environment(data, test=False, progress=quiet)
    lock.write_text("# another\n")
    assert ensure_environment(data, test=False, progress=quiet) != first


def test_environment_that_was_cut_off_is_made_again(lock: Path, data: Path) -> None:
    python = ensure_environment(data, test=False, progress=quiet)
    folder = python.parent.parent
    (folder / "complete.json").unlink()
    (folder / "half").touch()
    assert ensure_environment(data, test=False, progress=quiet) == python
    assert not (folder / "half").exists()


def test_environment_of_the_tests_serves_the_portal_too(lock: Path, data: Path) -> None:
    assert ensure_environment(data, test=True, progress=quiet) == ensure_environment(
        data, test=False, progress=quiet
    )


def test_failed_installation_tells_what_pip_said(lock: Path, data: Path) -> None:
    lock.write_text(
        "wijkportaal-bestaat-niet @ file:///nergens/pakket-1.0-py3-none-any.whl --hash=sha256:" + "0" * 64
    )
    with pytest.raises(LauncherError, match=r"pip zei:\n(.|\n)*nergens"):
        ensure_environment(data, test=False, progress=quiet)
    assert not Environment(data, test=False).is_complete


def test_environment_in_use_is_kept(lock: Path, data: Path) -> None:
    first = ensure_environment(data, test=False, progress=quiet)  # this process holds it from now on
    lock.write_text("# another\n")
    ensure_environment(data, test=False, progress=quiet)
    assert first.exists()


def test_environment_of_an_earlier_lock_is_removed_when_free(lock: Path, data: Path) -> None:
    earlier = data / "portal-000000000000-11"
    earlier.mkdir()
    ensure_environment(data, test=False, progress=quiet)
    assert not earlier.exists()


def test_given_interpreter_is_taken_as_it_is(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAAL_PYTHON", "/opt/python")
    assert ensure_environment(data, test=False, progress=quiet) == Path("/opt/python")
    assert os.listdir(data) == []


def test_the_lock_is_dealt_whole_over_the_parts() -> None:
    for text in (environment_folder.PORTAL.read_text(), environment_folder.TEST.read_text()):
        one, other = split_lock(text, parts=2)
        assert sorted(one + other) == sorted(split_lock(text, parts=1)[0])
        assert sum(map(len, one + other)) == len(text)
        assert all(package.count("--hash=") for package in one + other)
    assert split_lock("# nothing\n", parts=2) == [[]]
