"""The environment: a folder with exactly the packages of the lock, made by hand.

Made by hand because the modules venv and ensurepip may be absent: a virtual environment is no more than a
`pyvenv.cfg`, a link to the interpreter and a folder for packages (PEP 405).
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path

from wijkportaal.launcher.pip_sources import pip_command
from wijkportaal.launcher.places import (
    CHECKOUT,
    LauncherError,
    checksum,
    read_json,
    take_lock,
    write_json,
)
from wijkportaal.launcher.processes import die_with_parent

PORTAL = CHECKOUT / "requirements" / "portal.txt"
TEST = CHECKOUT / "requirements" / "test.txt"
MARK = "complete.json"
INSTALL = (
    "install",
    "--require-hashes",
    "--no-deps",  # the lock is whole
    "--no-input",
    "--no-warn-script-location",
    "--disable-pip-version-check",
    "--root-user-action=ignore",
    "--progress-bar=off",
)
PACKAGE = re.compile(r"^(?=[\w.-]+(?:\[[\w,-]+\])? *(?:==|@))", re.MULTILINE)
# What pip says of a package: fetched, found on this machine, or not for this interpreter.
FOUND = re.compile(r"^(?:Collecting|Processing|Ignoring) ", re.MULTILINE)


class Environment:
    """One environment folder, named after what is in it."""

    def __init__(self, root: Path, *, test: bool) -> None:
        self.root = root
        self.requirements = TEST if test else PORTAL
        version = f"{sys.version_info.major}.{sys.version_info.minor}-{sysconfig.get_platform()}"
        self.mark = {"lock": checksum(self.requirements), "portal": checksum(PORTAL), "python": version}
        self.folder = root / f"{self.requirements.stem}-{self.mark['lock'][:12]}-{sys.version_info.minor}"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def is_complete(self) -> bool:
        return read_json(self.folder / MARK) == self.mark and os.access(self.python, os.X_OK)

    def make(self, progress: Callable[[str], None]) -> None:
        """Make the folder and install the lock; raises LauncherError with what pip said."""
        shutil.rmtree(self.folder, ignore_errors=True)  # of an attempt that was cut off
        packages = (
            self.folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
        )
        packages.mkdir(parents=True)
        self.python.parent.mkdir()
        interpreter = Path(getattr(sys, "_base_executable", sys.executable) or sys.executable)
        for name in ("python", "python3", f"python3.{sys.version_info.minor}"):
            (self.python.parent / name).symlink_to(interpreter)
        (self.folder / "pyvenv.cfg").write_text(
            f"home = {interpreter.parent}\ninclude-system-site-packages = false\n"
            f"version = {sys.version.split()[0]}\n"
        )
        progress("pip zoeken")
        pip = pip_command(self.python, self.folder)
        self.install(pip, progress)
        write_json(self.folder / MARK, self.mark)

    def install(self, pip: list[str], progress: Callable[[str], None]) -> None:
        """Let pip install the lock, a part of it for each of two processors: by itself pip keeps one busy."""
        parts = split_lock(self.requirements.read_text(), parts=min(2, os.cpu_count() or 1))
        total = sum(len(packages) for packages in parts)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        # Of these the folder itself decides; a user's settings for other work must not send packages away.
        for name in ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PIP_NO_DEPS"):
            environment.pop(name, None)
        environment |= {"VIRTUAL_ENV": str(self.folder)}
        running: dict[Path, subprocess.Popen] = {}
        try:
            for number, packages in enumerate(parts, start=1):
                lock, log = self.folder / f"part-{number}.txt", self.root / f"install-{number}.log"
                lock.write_text("".join(packages))
                with log.open("w") as file:
                    running[log] = subprocess.Popen(
                        [*pip, *INSTALL, f"--requirement={lock}"],
                        stdout=file,
                        stderr=subprocess.STDOUT,
                        env=environment,
                        preexec_fn=die_with_parent(os.getpid(), signal.SIGKILL),  # noqa: PLW1509 - callers have one thread
                    )
            follow(running, total, progress)
        finally:
            for process in running.values():
                process.kill()
                process.wait()

    def hold(self) -> None:
        """Keep this folder for as long as this process (or what it becomes by exec) lives."""
        descriptor = take_lock(self.folder / "in-use", shared=True)
        if descriptor is not None:
            os.set_inheritable(descriptor, True)

    def clear_others(self) -> None:
        """Remove the environments of earlier locks that nobody uses any more."""
        for other in self.root.iterdir():
            if (
                not other.is_dir()
                or other.name.split("-")[0] != self.requirements.stem
                or other == self.folder
            ):
                continue
            if (lock := take_lock(other / "in-use")) is not None:
                shutil.rmtree(other, ignore_errors=True)
                os.close(lock)


def split_lock(text: str, *, parts: int) -> list[list[str]]:
    """Deal the packages of a lock, each with its hashes, over so many parts; a part without any is left out."""
    packages = [each for each in PACKAGE.split(text) if PACKAGE.match(each)]
    return [dealt for number in range(parts) if (dealt := packages[number::parts])] or [[]]


def follow(running: dict[Path, subprocess.Popen], total: int, progress: Callable[[str], None]) -> None:
    """Tell how far pip is, until all have ended; raises LauncherError with what pip said when one fails."""
    told = 0
    while True:
        ended = {log: process.poll() for log, process in running.items()}
        said = {log: log.read_text(errors="replace") for log in running}
        for log, code in ended.items():
            if code:
                last = "\n".join(said[log].splitlines()[-15:])
                raise LauncherError(
                    "De pakketten konden niet geïnstalleerd worden. pip zei:\n"
                    f"{last}\nHet hele verslag staat in {log}."
                )
        if None not in ended.values():
            return
        seen = sum(len(FOUND.findall(text)) for text in said.values())
        if seen // 20 > told // 20 or seen == total > told:
            progress(f"{seen} van {total} pakketten opgehaald")
            told = seen
            if seen == total:
                progress("pakketten uitpakken")
        time.sleep(0.1)


def environment_root(data: Path) -> Path:
    """Return where environments stand: with the code they belong to, or with the data when that is read-only."""
    inside = CHECKOUT / ".portaal" / "environment"
    try:
        inside.mkdir(parents=True, exist_ok=True)
    except OSError:
        pass
    else:
        if os.access(inside, os.W_OK | os.X_OK):
            return inside
    root = data / "environment"
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LauncherError(
            f"In {CHECKOUT} en in {data} kan niet geschreven worden ({error.strerror}).\n"
            "Kies een map waarin u mag schrijven: ./portaal … --data MAP (of de variabele PORTAAL_DATA)."
        ) from error
    return root


def ensure_environment(data: Path, *, test: bool, progress: Callable[[str], None]) -> Path:
    """Return the interpreter of a complete environment; makes it when it is absent, or the lock changed."""
    if given := os.environ.get("PORTAAL_PYTHON"):
        return Path(given)
    root = environment_root(data)
    wanted = Environment(root, test=test)
    if not test:
        # Whoever runs the tests here needs no second copy of the same packages.
        larger = Environment(root, test=True)
        if larger.is_complete and not wanted.is_complete:
            wanted = larger
    if not wanted.is_complete:
        lock = take_lock(root / "lock")
        if lock is None:
            progress("een andere ./portaal maakt de omgeving; even wachten")
            lock = take_lock(root / "lock", wait=True)
        try:
            if not wanted.is_complete:
                progress("omgeving maken (alleen de eerste keer)")
                wanted.make(progress)
                wanted.clear_others()
        finally:
            os.close(lock)
    wanted.hold()
    return wanted.python
