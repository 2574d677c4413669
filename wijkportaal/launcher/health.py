"""Health checks for containers: `python -m wijkportaal.launcher.health web|worker|beat`; 0 is healthy."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

WEB_PORT = 8000
BEAT_SCHEDULE = Path("/tmp/beat-schedule")  # noqa: S108 - a tmpfs of the container alone
# Beat writes its schedule every three minutes.
BEAT_SECONDS = 600


def web_is_ready(port: int = WEB_PORT) -> bool:
    """Whether the portal on this machine says that it can serve."""
    # The portal answers to its own names only.
    host = os.environ.get("PORTAAL_HOSTS", "127.0.0.1").split(",")[0].strip()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/gereed", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def worker_answers() -> bool:
    command = [sys.executable, "-m", "celery", "--app=wijkportaal", "inspect", "ping", "--timeout=10"]
    command.append(f"--destination=wijkportaal@{socket.gethostname()}")
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def beat_ticks(schedule: Path = BEAT_SCHEDULE) -> bool:
    """Whether the clock wrote its schedule lately, under whatever ending its database gives the file."""
    written = [path.stat().st_mtime for path in schedule.parent.glob(f"{schedule.name}*")]
    return bool(written) and time.time() - max(written) < BEAT_SECONDS


CHECKS = {"web": web_is_ready, "worker": worker_answers, "beat": beat_ticks}

if __name__ == "__main__":
    sys.exit(0 if CHECKS[sys.argv[1]]() else 1)
