"""A web server for a benchmark: gunicorn as `./portaal` starts it, with settings of the benchmark's own."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.services import ROOT

PORT = 8791


@contextmanager
def serving(settings: str) -> Iterator[None]:
    """Let a server run with these settings, and end it after."""
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--config=python:wijkportaal.launcher.web_server",
            f"--bind=127.0.0.1:{PORT}",
            "--log-level=error",
        ],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": settings},
        stdout=subprocess.DEVNULL,
    )
    try:
        for _try in range(300):
            try:
                if ask(connect(), "/gezond") == 200:
                    break
            except OSError:
                time.sleep(0.2)
        else:
            raise SystemExit("The server did not start.")
        yield
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:  # a machine that is too busy for a graceful end
            server.kill()


def connect() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)


def ask(
    connection: http.client.HTTPConnection, path: str, headers: dict | None = None, body: str | None = None
) -> int:
    """Ask for something, read all of it, and return the status."""
    sent = {"Host": f"127.0.0.1:{PORT}", **(headers or {})}
    connection.request("POST" if body else "GET", path, body=body, headers=sent)
    answer = connection.getresponse()
    answer.read()
    return answer.status
