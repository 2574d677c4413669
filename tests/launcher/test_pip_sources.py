"""pip is found on machines that lack one thing after another."""

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from wijkportaal.launcher import pip_sources
from wijkportaal.launcher.places import CHECKOUT, LauncherError

WHEEL = b"as if a wheel"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the home of a user on a machine without pip, ensurepip, configuration and apt."""
    for name in list(os.environ):
        if name.startswith("PIP_"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "xdg"))
    monkeypatch.setattr(pip_sources, "own_pip", lambda scratch: None)
    monkeypatch.setattr(pip_sources, "bundled_wheel", lambda scratch: None)
    monkeypatch.setattr(pip_sources, "DEBIAN_WHEELS", tmp_path / "none")
    monkeypatch.setattr(pip_sources.shutil, "which", lambda name: None)
    monkeypatch.setattr(
        pip_sources, "configuration_files", lambda: iter([home / ".config" / "pip" / "pip.conf"])
    )
    pinned = tmp_path / "pip.txt"
    pinned.write_text(f"pip==99.1 \\\n    --hash=sha256:{hashlib.sha256(WHEEL).hexdigest()}\n")
    monkeypatch.setattr(pip_sources, "PINNED", pinned)
    return home


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a package index that has the pinned pip."""
    folder = tmp_path / "index"
    (folder / "simple" / "pip").mkdir(parents=True)
    (folder / "files").mkdir()
    (folder / "files" / "pip-99.1-py3-none-any.whl").write_bytes(WHEEL)
    (folder / "simple" / "pip" / "index.html").write_text(
        '<a href="../../files/pip-98.0-py3-none-any.whl#sha256=0">old</a>'
        '<a href="../../files/pip-99.1-py3-none-any.whl#sha256=1">pip</a>'
    )

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/simple"
    server.shutdown()
    server.server_close()


def test_own_pip_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = tmp_path / "pip" / "__pip-runner__.py"
    runner.parent.mkdir()
    runner.touch()
    (runner.parent / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, "pip", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    assert pip_sources.pip_command(Path("python"), tmp_path)[1] == str(runner)


def test_bundled_wheel_of_ensurepip_runs_without_being_installed(tmp_path: Path) -> None:
    wheel = pip_sources.bundled_wheel(tmp_path) or pip_sources.debian_wheel(tmp_path)
    done = subprocess.run(
        [sys.executable, str(wheel / "pip"), "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(f"pip {wheel.name.split('-')[1]} ")


def test_newest_wheel_is_the_highest_version_not_the_last_name(tmp_path: Path) -> None:
    for version in ("9.0", "23.0.1", "22.3"):
        (tmp_path / f"pip-{version}-py3-none-any.whl").touch()
    assert pip_sources.newest(tmp_path).name == "pip-23.0.1-py3-none-any.whl"


def test_wheel_in_debians_folder_is_used(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pip_sources, "DEBIAN_WHEELS", tmp_path)
    (tmp_path / "pip-23.0.1-py3-none-any.whl").touch()
    command = pip_sources.pip_command(Path("python"), tmp_path)
    assert command == ["python", str(tmp_path / "pip-23.0.1-py3-none-any.whl" / "pip")]


def test_index_of_the_environment_is_asked(
    bare: Path, index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", index)
    command = pip_sources.pip_command(Path("python"), tmp_path)
    assert command == ["python", str(tmp_path / "pip-99.1-py3-none-any.whl" / "pip")]
    assert (tmp_path / "pip-99.1-py3-none-any.whl").read_bytes() == WHEEL


def test_index_of_the_configuration_file_is_asked(bare: Path, index: str, tmp_path: Path) -> None:
    configuration = bare / ".config" / "pip"
    configuration.mkdir(parents=True)
    (configuration / "pip.conf").write_text(
        f"[global]\nextra-index-url =\n  http://127.0.0.1:9/simple\n  {index}\n"
    )
    assert pip_sources.configured_wheel(tmp_path).read_bytes() == WHEEL


def test_folder_as_index_is_read(
    bare: Path, index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "index" / "simple").as_uri())
    assert pip_sources.configured_wheel(tmp_path).read_bytes() == WHEEL


def test_wheel_with_another_checksum_is_refused(
    bare: Path, index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index" / "files" / "pip-99.1-py3-none-any.whl").write_bytes(b"something else")
    monkeypatch.setenv("PIP_INDEX_URL", index)
    with pytest.raises(LauncherError, match="apt-get install python3-pip"):
        pip_sources.pip_command(Path("python"), tmp_path)


def test_pinned_pip_is_one_version_with_one_checksum() -> None:
    name, digest = pip_sources.pinned_wheel()
    assert name.startswith("pip-")
    assert len(digest) == 64


def test_launcher_needs_no_package_and_no_site() -> None:
    """On a bare machine nothing is installed when these modules are read."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(CHECKOUT / "wijkportaal" / "launcher" / "__main__.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "./portaal up" in done.stdout
