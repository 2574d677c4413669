"""The services of one installation, as data: how each is started, checked and stopped."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

from wijkportaal.launcher.places import Places


@dataclass
class Service:
    """One long-running process that the supervisor keeps alive."""

    name: str
    label: str
    command: Callable[[], list[str]]
    stop_signal: int = signal.SIGTERM
    stop_seconds: float = 10
    user: int | None = None
    group: int | None = None
    pass_fds: tuple[int, ...] = ()
    death_signal: int = signal.SIGKILL
    before_start: Callable[[], None] = lambda: None
    is_ready: Callable[[], bool] = lambda: True


def mail_sink(places: Places, descriptor: int) -> Service:
    command = [sys.executable, "-m", "wijkportaal.launcher.mail_sink", str(descriptor), str(places.mail)]
    return Service("mail", "postvak", lambda: command, pass_fds=(descriptor,), stop_seconds=3)


def worker() -> Service:
    command = [
        *celery(),
        "worker",
        f"--concurrency={os.environ.get('PORTAAL_WORKER_PROCESSES', '2')}",
        "--without-gossip",
        "--without-mingle",
        "--loglevel=INFO",
        "--hostname=wijkportaal@%h",
    ]
    # A job that does not end in time is taken up again at the next start (foundation.jobs).
    return Service("worker", "werker", lambda: command, stop_seconds=10)


def beat(places: Places) -> Service:
    command = [
        *celery(),
        "beat",
        f"--schedule={places.data / 'beat-schedule'}",
        "--pidfile=",
        "--loglevel=INFO",
    ]
    return Service("beat", "klok", lambda: command, stop_seconds=5)


def web(descriptor: int, is_ready: Callable[[], bool]) -> Service:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config=python:wijkportaal.launcher.web_server",
        # The socket is opened once by the supervisor: visitors wait, instead of being refused, while the
        # server restarts, and no other program can take the port.
        f"--bind=fd://{descriptor}",
    ]
    return Service("web", "webserver", lambda: command, pass_fds=(descriptor,), is_ready=is_ready)


def celery() -> list[str]:
    return [sys.executable, "-m", "celery", "--app=wijkportaal"]
