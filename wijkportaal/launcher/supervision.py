"""The other side of the supervisor: start one, follow what it reports, stop it.

Used by `./portaal` and by pytest (tests/conftest.py).
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from wijkportaal.launcher.places import CHECKOUT, LauncherError, Places, clear_earlier_run, read_json
from wijkportaal.launcher.processes import adopt_orphans, kill_orphans, send

START_SECONDS = 900


class Busy(LauncherError):
    """Another launcher has the data folder."""


class Supervised:
    """A supervisor that was started from here, and the services it runs."""

    def __init__(
        self,
        places: Places,
        *,
        everything: bool = False,
        port: int = 8000,
        demo: bool = False,
        throwaway: bool = False,
        python: str = sys.executable,
    ) -> None:
        places.make()
        self.places = places
        self.environment: dict[str, str] = {}
        self.url = ""
        command = [
            python,
            str(Path(__file__).with_name("__main__.py")),
            "--supervise",
            f"--data={places.data}",
        ]
        command += [f"--port={port}"]
        flags = {"--everything": everything, "--demo": demo, "--throwaway": throwaway}
        command += [name for name, wanted in flags.items() if wanted]
        log = os.open(places.logs / "supervisor.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=CHECKOUT,
            # Out of reach of Ctrl-C: the parent gets it and says stop.
            start_new_session=True,
        )
        os.close(log)
        self.buffer = b""

    def reports(self, seconds: float | None = None) -> Iterator[dict]:
        """Yield what the supervisor reports, until it ends or the time is over."""
        deadline = None if seconds is None else time.monotonic() + seconds
        pipe = self.process.stdout.fileno()
        while True:
            left = None if deadline is None else max(0, deadline - time.monotonic())
            if not select.select([pipe], [], [], left)[0]:
                return
            chunk = os.read(pipe, 65536)
            if not chunk:
                return
            *lines, self.buffer = (self.buffer + chunk).split(b"\n")
            for line in lines:
                try:
                    yield json.loads(line)
                except ValueError:  # a program's own output on the same pipe
                    yield {"line": line.decode(errors="replace")}

    def wait_until_ready(self, follow: Callable[[dict], None] = lambda report: None) -> None:
        """Wait until all services run; raises LauncherError (Busy when another has the data folder)."""
        for report in self.reports(START_SECONDS):
            if report.get("busy"):
                raise Busy(report["failed"])
            if "failed" in report:
                raise LauncherError(report["failed"])
            if report.get("ready"):
                self.environment = report["environment"]
                self.url = report["url"] or ""
                return
            follow(report)
        raise LauncherError(f"De diensten zijn niet gestart. Kijk in {self.places.logs}.")

    def stop(self) -> None:
        """End the services in good order and wait for it."""
        try:
            self.process.stdin.write(b"stop\n")
            self.process.stdin.flush()
        except OSError:
            pass
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            send(self.process.pid, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Let go of the supervisor: if it still runs, it stops at once."""
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            send(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if read_json(self.places.state).get("supervisor") == self.process.pid:
            clear_earlier_run(self.places)


def witness() -> None:
    """Let this process adopt the services should their supervisor be killed."""
    adopt_orphans()


def end_orphans(*known: int) -> None:
    """End what a killed supervisor left to this process."""
    deadline = time.monotonic() + 5
    while kill_orphans(set(known)) and time.monotonic() < deadline:
        time.sleep(0.05)


def start_throwaway_services() -> Supervised:
    """Start PostgreSQL and Redis on a folder that is gone when they stop: for tests and measurements."""
    supervised = Supervised(Places(Path(tempfile.mkdtemp(prefix="wijkportaal-test-"))), throwaway=True)
    try:
        supervised.wait_until_ready()
    except BaseException:
        supervised.close()
        raise
    return supervised
