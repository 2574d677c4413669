"""Where everything of one installation stands, inside its data folder."""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
# The address of a Unix socket holds 108 bytes, the closing zero included.
SOCKET_ADDRESS_BYTES = 107
LONGEST_SOCKET_NAME = len("/postgres/.s.PGSQL.5432")


class LauncherError(Exception):
    """Something the user of `./portaal` has to know; the message is Dutch and says what to do."""


def data_folder(given: str | None, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the data folder: what was given, else PORTAAL_DATA, else `.portaal` in the checkout."""
    return Path(given or environment.get("PORTAAL_DATA") or CHECKOUT / ".portaal").expanduser().absolute()


@dataclass(frozen=True)
class Places:
    """The files and folders of one data folder."""

    data: Path

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def postgres(self) -> Path:
        return self.data / "postgres"

    @property
    def redis(self) -> Path:
        return self.data / "redis"

    @property
    def mail(self) -> Path:
        return self.data / "mail"

    @property
    def media(self) -> Path:
        return self.data / "media"

    @property
    def static(self) -> Path:
        return self.data / "static"

    @property
    def state(self) -> Path:
        return self.data / "state.json"

    @property
    def choices(self) -> Path:
        return self.data / "choices.json"

    @property
    def lock(self) -> Path:
        return self.data / "lock"

    @property
    def in_use(self) -> Path:
        return self.data / "in-use"

    def make(self) -> None:
        """Make the data folder and what stands in it; raises LauncherError when it cannot be written."""
        try:
            if not self.data.exists():
                # Others may pass through (PostgreSQL, when root has dropped to another user), not look.
                self.data.mkdir(parents=True)
                self.data.chmod(0o711)
            for folder in (self.logs, self.redis, self.mail, self.media, self.static):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise LauncherError(
                f"De gegevensmap {self.data} kan niet gemaakt worden: {error.strerror}.\n"
                "Kies een map waarin u mag schrijven: ./portaal … --data MAP (of de variabele PORTAAL_DATA)."
            ) from error

    def secret_key(self) -> str:
        """Return the key that signs sessions and links; made once, readable by its owner alone."""
        path = self.data / "secret-key"
        if not path.exists():
            # Written beside and linked: a crash leaves no half key, and of two writers one wins.
            fresh = self.data / f"secret-key.{os.getpid()}"
            with open(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text()


def runtime_folder(places: Places) -> tuple[Path, bool]:
    """Return the folder for the sockets, and whether it is a temporary one.

    Root and a long data path get a short private folder elsewhere: root because the user that PostgreSQL
    runs as may not be able to reach the data folder, a long path because a socket's address is limited.
    """
    inside = places.data / "run"
    if os.geteuid() != 0 and len(os.fsencode(inside)) + LONGEST_SOCKET_NAME <= SOCKET_ADDRESS_BYTES:
        inside.mkdir(mode=0o700, exist_ok=True)
        return inside, False
    for parent in (tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm"):  # noqa: S108 - mkdtemp is private
        if len(parent) < 40 and os.access(parent, os.W_OK | os.X_OK):
            folder = Path(tempfile.mkdtemp(prefix="wijkportaal-", dir=parent))
            folder.chmod(0o711)
            return folder, True
    raise LauncherError("Er is geen tijdelijke map met een kort pad (zoals /tmp) om in te schrijven.")


def write_json(path: Path, content: dict) -> None:
    """Replace a file of facts in one step, readable by its owner alone."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file, indent=1)
    fresh.replace(path)


def read_json(path: Path) -> dict:
    """Return what `write_json` wrote; an absent or damaged file reads as nothing known."""
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return {}


def clear_earlier_run(places: Places) -> None:
    """Clear what a supervisor left that was killed and could not do so itself."""
    runtime = Path(read_json(places.state).get("runtime") or "/")
    if runtime.name.startswith("wijkportaal-"):
        shutil.rmtree(runtime, ignore_errors=True)
    places.state.unlink(missing_ok=True)


def checksum(*paths: Path) -> str:
    """Return one SHA-256 over the content of files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def take_lock(path: Path, *, shared: bool = False, wait: bool = False) -> int | None:
    """Lock a file and return its descriptor (close it to let go), or None when another has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
