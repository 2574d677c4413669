"""Real neighbours for tests: a Celery worker on the test database, and a mail relay that keeps what it gets."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import ClassVar

from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from wijkportaal.launcher.places import CHECKOUT
from wijkportaal.launcher.processes import die_with_parent


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailRelay:
    """Takes mail on a free port of 127.0.0.1; `refusing` makes it answer that it is busy,
    `seconds` how long it takes over a letter, `unknown` are addresses that do not exist."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusing = False
        self.unknown: set[str] = set()
        self.seconds = 0.0
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802 - aiosmtpd's name
        if address in self.unknown:
            return "550 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        await asyncio.sleep(self.seconds)
        if self.refusing:
            return "451 Requested action aborted: try again later"
        self.letters.append(message_from_bytes(envelope.original_content, policy=policy.default))
        return "250 OK"

    def stop(self) -> None:
        self.controller.stop()


class WorkerProcess:
    """`celery worker` as a process of its own, on the database that the tests use.

    One at a time has the queue, the one that was made or started last; two would share the work of one test.
    """

    listening: ClassVar["WorkerProcess | None"] = None

    def __init__(self, relay: MailRelay, *, processes: int = 1, beat: bool = False) -> None:
        self.relay = relay
        self.processes = processes
        self.beat = beat
        self.process: subprocess.Popen | None = None
        self.take_queue()

    def take_queue(self) -> None:
        if WorkerProcess.listening not in {None, self}:
            WorkerProcess.listening.stop()
        WorkerProcess.listening = self

    def start(self) -> None:
        self.take_queue()
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
        # Should the tests be killed: on services that stay up, a worker that lives on would take the work of the
        # next run and put its files in a folder where nobody looks.
        self.process = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=environment,
            start_new_session=True,
            preexec_fn=die_with_parent(os.getpid(), signal.SIGTERM),  # noqa: PLW1509 - it makes two system calls
        )

    def kill(self) -> None:
        """Kill it and its children, as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

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


class Door:
    """Stands before a live server. Once closed, no request reaches the portal, and none is under way.

    A browser that closes still sends what was not saved; on an empty database, or one that is being emptied,
    that request would hang or break the next test.
    """

    def __init__(self, application) -> None:
        self.application = application
        self.inside = 0
        self.is_open = False
        self.changed = threading.Condition()

    def __call__(self, environ, start_response):
        with self.changed:
            if not self.is_open:
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return []
            self.inside += 1
        return self.answer(environ, start_response)

    def answer(self, environ, start_response):
        try:
            response = self.application(environ, start_response)
            try:
                yield from response
            finally:
                response.close()
        finally:
            with self.changed:
                self.inside -= 1
                self.changed.notify_all()

    def open(self) -> None:
        self.is_open = True

    def close(self, seconds: float = 30) -> None:
        """Let nobody in any more, and wait until all are out."""
        with self.changed:
            self.is_open = False
            assert self.changed.wait_for(lambda: not self.inside, seconds), "A request does not end."


def wait_until(condition, *, seconds: float = 30, what: str = "it") -> None:
    """Wait until `condition()` is true; an AssertionError says what did not happen."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"After {seconds} s {what} had not happened.")
