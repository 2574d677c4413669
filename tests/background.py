"""Real neighbours for tests: a Celery worker on the test database, and a mail relay that keeps what it gets."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from wijkportaal.launcher.places import CHECKOUT


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailRelay:
    """Takes mail on a free port of 127.0.0.1; `refusing` makes it answer that it is busy,
    `seconds` how long it takes over a letter."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusing = False
        self.seconds = 0.0
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        await asyncio.sleep(self.seconds)
        if self.refusing:
            return "451 Requested action aborted: try again later"
        self.letters.append(message_from_bytes(envelope.original_content, policy=policy.default))
        return "250 OK"

    def stop(self) -> None:
        self.controller.stop()


class WorkerProcess:
    """`celery worker` as a process of its own, on the database that the tests use."""

    def __init__(self, relay: MailRelay, *, processes: int = 1, beat: bool = False) -> None:
        self.relay = relay
        self.processes = processes
        self.beat = beat
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        config = connection.settings_dict
        environment = os.environ | {
            "PORTAAL_DATABASE_URL": f"postgresql://{config['USER']}:{config['PASSWORD']}@/{config['NAME']}"
            f"?host={config['HOST']}&port={config['PORT']}",
            "PORTAAL_REDIS_URL": settings.REDIS_URL,
            "PORTAAL_MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "PORTAAL_EMAIL_HOST": "127.0.0.1",
            "PORTAAL_EMAIL_PORT": str(self.relay.port),
        }
        command = [sys.executable, "-m", "celery", "-A", "wijkportaal", "worker", "--loglevel=WARNING"]
        command += [f"--concurrency={self.processes}", "--without-gossip", "--without-mingle"]
        command += [f"--hostname=test-{os.getpid()}-{time.monotonic_ns()}@%h"]
        if self.beat:
            command += ["--beat", "--schedule", f"/tmp/beat-{os.getpid()}-{time.monotonic_ns()}"]  # noqa: S108
        self.process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, start_new_session=True)

    def kill(self) -> None:
        """Kill it and its children, as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
            self.process.wait(15)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)
        self.process = None


def wait_until(condition, *, seconds: float = 30, what: str = "it") -> None:
    """Wait until `condition()` is true; an AssertionError says what did not happen."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"After {seconds} s {what} had not happened.")
