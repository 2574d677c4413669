"""Real processes on folders of their own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wijkportaal.launcher.places import CHECKOUT, Places
from wijkportaal.launcher.processes import descendants, die_with_parent, parents, send
from wijkportaal.launcher.supervision import Supervised


def wait_until(condition: Callable[[], object], seconds: float = 20) -> bool:
    """Whether the condition came true within the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return bool(condition())


def alive(pids: list[int]) -> list[int]:
    """Return which of these processes still run (a zombie does not)."""
    there = []
    for pid in pids:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            continue
        if stat.rpartition(")")[2].split()[0] != "Z":
            there.append(pid)
    return there


def tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    return [pid, *descendants(pid)] if pid in parents() else []


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with a path of ordinary length."""
    return tmp_path / "data"


@pytest.fixture
def services(data: Path) -> Iterator[Supervised]:
    """Yield PostgreSQL and Redis on the data folder."""
    supervised = Supervised(Places(data))
    try:
        supervised.wait_until_ready()
        yield supervised
    finally:
        supervised.close()


@pytest.fixture
def clean_environment() -> dict[str, str]:
    """Return the variables of a user who set none of ours."""
    environment = {name: value for name, value in os.environ.items() if "PORTAAL" not in name}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return environment | {"PORTAAL_PYTHON": sys.executable}


@pytest.fixture
def portaal(clean_environment: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen]]:
    """Return a function that starts `./portaal …`; what still runs at the end is ended with all below it."""
    started = []

    def start(*arguments: str, **options: object) -> subprocess.Popen:
        process = subprocess.Popen(
            [str(CHECKOUT / "portaal"), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=clean_environment | options.pop("environment", {}),
            start_new_session=True,
            preexec_fn=die_with_parent(os.getpid(), signal.SIGTERM),  # noqa: PLW1509 - should pytest be killed
            **options,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            for pid in reversed(tree(process.pid)):
                send(pid, signal.SIGKILL)
        process.stdout.close()
        process.wait()
