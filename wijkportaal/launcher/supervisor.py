"""The supervisor: starts the services, keeps them alive, and leaves none behind.

It is a child of `./portaal` (or of pytest) and speaks with it over two pipes: standard output carries what
happens, one JSON object a line; standard input carries `stop`, and its end means that the parent is gone.
The parent and the supervisor are each other's witness: whichever is killed, the other ends the services.
One thread, because the kernel binds a child to the thread that made it.
"""

import argparse
import http.client
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from wijkportaal.launcher import services
from wijkportaal.launcher.places import (
    CHECKOUT,
    LauncherError,
    Places,
    clear_earlier_run,
    runtime_folder,
    take_lock,
    write_json,
)
from wijkportaal.launcher.postgres import Cluster
from wijkportaal.launcher.processes import adopt_orphans, descendants, kill_orphans, send, start
from wijkportaal.launcher.redis import Broker
from wijkportaal.launcher.services import Service

TICK_SECONDS = 0.2
# Looking for orphans reads all of /proc, so it is done when a service ended and else now and then.
SWEEP_SECONDS = 5
# Generous, for machines that are busy with other work; a service that keeps falling over is noticed sooner.
READY_SECONDS = 180
# A service that falls over at once is tried again after longer and longer.
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
STEADY_SECONDS = 60
# Looked at when a service starts; the one before is kept.
LARGEST_LOG = 10_000_000


class ParentGone(Exception):
    """Whoever asked for the services has ended: stop at once."""


class StopAsked(Exception):
    """Stop in good order."""


class Running:
    """One service that should run: its process and how its restarts went."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.process: subprocess.Popen | None = None
        self.started = 0.0
        self.pause = FIRST_PAUSE
        self.not_before = 0.0
        self.restarts = 0


class Supervisor:
    """Runs the services of one data folder until it is told to stop or its parent is gone."""

    def __init__(self, places: Places, *, everything: bool, port: int, demo: bool, throwaway: bool) -> None:
        self.places = places
        self.everything = everything
        self.port = port
        self.demo = demo
        self.throwaway = throwaway
        self.runtime, self.temporary_runtime = places.data, False
        self.running: list[Running] = []
        # Held here: a socket that nobody holds is closed, and what falls over could not take it up again.
        self.listeners: list[socket.socket] = []
        self.one_shot: subprocess.Popen | None = None
        self.environment: dict[str, str] = {}
        self.asked_to_stop = False
        self.sweep_at = 0.0
        self.facts: dict = {}
        self.wake, wake_end = os.pipe()
        for end in (self.wake, wake_end):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wake_end, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    # --- Talking with the parent ------------------------------------------------------------------------
    def report(self, **facts: object) -> None:
        """Tell the parent; that it is gone is noticed on the other pipe."""
        try:
            sys.stdout.write(json.dumps(facts) + "\n")
            sys.stdout.flush()
        except OSError:
            pass

    def _on_signal(self, number: int, frame: object) -> None:
        self.asked_to_stop = True

    def listen(self, seconds: float) -> None:
        """Wait for a message, a signal or the end of the time; raises StopAsked or ParentGone."""
        readable, _, _ = select.select([0, self.wake], [], [], seconds)
        if self.wake in readable:
            os.read(self.wake, 4096)
        if 0 in readable:
            message = os.read(0, 4096)
            if not message:
                raise ParentGone
            self.asked_to_stop = True
        if self.asked_to_stop:
            raise StopAsked

    # --- Processes --------------------------------------------------------------------------------------
    def log_for(self, name: str) -> int:
        path = self.places.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def known(self) -> set[int]:
        processes = [item.process for item in self.running] + [self.one_shot]
        return {process.pid for process in processes if process and process.returncode is None}

    def start(self, item: Running) -> None:
        service = item.service
        service.before_start()
        log = self.log_for(service.name)
        try:
            item.process = start(
                service.command(),
                log=log,
                environment=self.environment,
                folder=CHECKOUT,
                user=service.user,
                group=service.group,
                pass_fds=service.pass_fds,
                death_signal=service.death_signal,
            )
        finally:
            os.close(log)
        item.started = time.monotonic()
        self.write_state()

    def tick(self, seconds: float = TICK_SECONDS) -> None:
        """Look after the services for a moment: start again what fell over, end what it left."""
        self.listen(seconds)
        ended = [item for item in self.running if item.process and item.process.poll() is not None]
        now = time.monotonic()
        if ended or now >= self.sweep_at:
            kill_orphans(self.known())
            self.sweep_at = now + SWEEP_SECONDS
        for item in ended:
            process, item.process = item.process, None
            item.pause = (
                FIRST_PAUSE if now - item.started > STEADY_SECONDS else min(item.pause * 2, LONGEST_PAUSE)
            )
            item.not_before = now + item.pause
            item.restarts += 1
            note(f"{item.service.name} ended with {process.returncode}; again in {item.pause:.1f} s")
            self.report(fell=item.service.name, label=item.service.label, code=process.returncode)
        for item in self.running:
            if item.process is None and item.not_before <= now:
                self.start(item)

    def add(self, service: Service) -> Running:
        item = Running(service)
        self.running.append(item)
        self.start(item)
        return item

    def wait_for(self, *items: Running) -> None:
        """Wait until services are ready; raises LauncherError with the end of the log when they are not."""
        deadline = time.monotonic() + READY_SECONDS
        waiting = list(items)
        while waiting := [item for item in waiting if item.process is None or not item.service.is_ready()]:
            failing = [item for item in waiting if item.restarts >= 4]
            if failing or time.monotonic() > deadline:
                raise LauncherError(self.complaint((failing or waiting)[0].service))
            self.tick(0.05)

    def complaint(self, service: Service) -> str:
        log = self.places.logs / f"{service.name}.log"
        return f"De {service.label} start niet. Het einde van {log}:\n{tail(log)}"

    def run_once(self, name: str, command: list[str], failure: str) -> None:
        """Run a command to its end while looking after the services; its output goes to its log.

        Its standard output is the pipe to the parent: it reports its own steps.
        """
        log = self.log_for(name)
        try:
            self.one_shot = start(
                command, log=log, environment=self.environment, folder=CHECKOUT, stdout=sys.stdout.fileno()
            )
        finally:
            os.close(log)
        while self.one_shot.poll() is None:
            self.tick()
        code, self.one_shot = self.one_shot.returncode, None
        if code:
            path = self.places.logs / f"{name}.log"
            raise LauncherError(f"{failure} Het einde van {path}:\n{tail(path)}")

    # --- The course of a run ----------------------------------------------------------------------------
    def run(self) -> int:
        adopt_orphans()
        lock = take_lock(self.places.lock)
        if lock is None:
            self.report(failed="Een andere ./portaal gebruikt deze gegevensmap.", busy=True)
            return 1
        clear_earlier_run(self.places)
        code, hurry = 0, False
        try:
            self.runtime, self.temporary_runtime = runtime_folder(self.places)
            self.start_data_services()
            if self.everything:
                self.start_portal()
            self.facts["ready"] = True
            self.write_state()
            self.report(ready=True, url=self.facts.get("url"), environment=self.portal_environment())
            while True:
                self.tick()
        except StopAsked:
            pass
        except ParentGone:
            note("parent is gone: stopping at once")
            hurry = True
        except (LauncherError, OSError, subprocess.SubprocessError) as error:
            note(f"failed: {error}")
            self.report(failed=str(error))
            code, hurry = 1, True
        self.stop(hurry=hurry)
        self.clear()
        os.close(lock)
        return code

    def start_data_services(self) -> None:
        self.report(step="PostgreSQL en Redis starten")
        cluster = Cluster(self.places, self.runtime, self.throwaway)
        broker = Broker(self.places, self.runtime, self.throwaway)
        cluster.prepare()
        broker.prepare()
        self.environment = self.make_environment(cluster.url, broker.url)
        database = self.add(
            Service(
                "postgres",
                "database",
                cluster.command,
                stop_signal=signal.SIGINT,  # "fast": ends the sessions, writes what must be written
                stop_seconds=20,
                user=cluster.user,
                group=cluster.group,
                pass_fds=cluster.pass_fds,
                death_signal=signal.SIGINT,
                before_start=cluster.end_leftovers,
                is_ready=cluster.is_ready,
            )
        )
        queue = self.add(
            Service(
                "redis", "wachtrij", broker.command, death_signal=signal.SIGTERM, is_ready=broker.is_ready
            )
        )
        self.wait_for(database, queue)
        cluster.make_database()

    def make_environment(self, database_url: str, redis_url: str) -> dict[str, str]:
        """Return the variables with which every part of the portal runs."""
        own = {
            "PORTAAL_DATABASE_URL": database_url,
            "PORTAAL_REDIS_URL": redis_url,
            "PORTAAL_MEDIA_ROOT": str(self.places.media),
            "PORTAAL_STATIC_ROOT": str(self.places.static),
            "PORTAAL_DATA": str(self.places.data),
        }
        defaults = {"PORTAAL_SECRET_KEY": self.places.secret_key(), "PORTAAL_DEMO": "1" if self.demo else "0"}
        if self.throwaway:
            del own["PORTAAL_STATIC_ROOT"]  # tests use the files as they stand in the checkout
        else:
            defaults["PORTAAL_URL"] = f"http://127.0.0.1:{self.port}"
        self.own_names = [*own, *defaults]
        process = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        process |= {"PYTHONUNBUFFERED": "1", "PATH": os.environ.get("PATH", os.defpath)}
        if "PYTHONPYCACHEPREFIX" in os.environ:
            process["PYTHONPYCACHEPREFIX"] = os.environ["PYTHONPYCACHEPREFIX"]
        return defaults | process | own

    def portal_environment(self) -> dict[str, str]:
        """Return what another process needs to use these services."""
        return {name: self.environment[name] for name in self.own_names}

    def start_portal(self) -> None:
        listener = listen_on(self.port)
        self.listeners.append(listener)
        self.port = listener.getsockname()[1]
        url = f"http://127.0.0.1:{self.port}"
        if "PORTAAL_URL" not in os.environ:
            self.environment["PORTAAL_URL"] = url
        self.facts["url"] = url
        if not os.environ.get("PORTAAL_EMAIL_HOST"):
            letterbox = listen_on(0)
            self.listeners.append(letterbox)
            self.environment["PORTAAL_EMAIL_HOST"] = "127.0.0.1"
            self.environment["PORTAAL_EMAIL_PORT"] = str(letterbox.getsockname()[1])
            self.own_names += ["PORTAAL_EMAIL_HOST", "PORTAAL_EMAIL_PORT"]
            self.add(services.mail_sink(self.places, letterbox.fileno()))
        self.prepare_portal(demo=self.demo)
        self.report(step="webserver, werker en klok starten")
        # The pages first, with both cores; work that is asked for meanwhile waits in the queue.
        self.wait_for(self.add(services.web(listener.fileno(), answering(self.port))))
        self.add(services.worker())
        self.add(services.beat(self.places))

    def prepare_portal(self, *, demo: bool) -> None:
        command = [sys.executable, "-m", "wijkportaal.launcher.preparation", *(["--demo"] if demo else [])]
        self.run_once("preparation", command, "Het voorbereiden van de database is mislukt.")

    # --- State and the end ------------------------------------------------------------------------------
    def write_state(self) -> None:
        self.facts |= {
            "supervisor": os.getpid(),
            "parent": os.getppid(),
            "runtime": str(self.runtime) if self.temporary_runtime else "",
            "environment": self.portal_environment(),
            "services": {item.service.name: item.process.pid for item in self.running if item.process},
        }
        write_json(self.places.state, self.facts)

    def stop(self, *, hurry: bool) -> None:
        """End all services, those that use others first."""
        if self.one_shot:
            self.end(self.one_shot, signal.SIGTERM, 1 if hurry else 5)
        portal = [item for item in self.running if item.service.name not in {"postgres", "redis"}]
        data = [item for item in self.running if item.service.name in {"redis", "postgres"}]
        for group in (portal, data):
            processes = [(item.process, item.service) for item in group if item.process]
            rough = hurry and group is portal
            for process, service in processes:
                send(process.pid, signal.SIGKILL if rough else service.stop_signal)
            for process, service in processes:
                self.end(process, None, min(3, service.stop_seconds) if hurry else service.stop_seconds)
            kill_orphans(set() if group is data else self.known())
        for pid in descendants(os.getpid()):
            send(pid, signal.SIGKILL)

    def end(self, process: subprocess.Popen, sign: int | None, seconds: float) -> None:
        """Wait for a process to end, then end it; the parent's death shortens the wait."""
        if sign is not None and process.poll() is None:
            send(process.pid, sign)
        deadline = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < deadline:
            readable, _, _ = select.select([0], [], [], 0.05)
            if readable and not os.read(0, 4096):
                deadline = min(deadline, time.monotonic() + 1)
                time.sleep(0.05)
        if process.poll() is None:
            send(process.pid, signal.SIGKILL)
            process.wait()

    def clear(self) -> None:
        self.places.state.unlink(missing_ok=True)
        if self.temporary_runtime:
            shutil.rmtree(self.runtime, ignore_errors=True)
        if self.throwaway:
            shutil.rmtree(self.places.data, ignore_errors=True)


def listen_on(port: int) -> socket.socket:
    """Open the port on this machine alone; raises LauncherError when another program has it."""
    listener = socket.socket(socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        raise LauncherError(
            f"Poort {port} is niet vrij ({error.strerror}). Kies een andere: ./portaal up --port {port + 1}"
        ) from error
    listener.listen(128)
    return listener


def answering(port: int) -> Callable[[], bool]:
    """Return a check that the portal gives an answer at all; what it answers is for the health page."""

    def check() -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/gezond")
            connection.getresponse().read()
        except OSError:
            return False
        except http.client.HTTPException:
            return False
        finally:
            connection.close()
        return True

    return check


def tail(path: Path, lines: int = 25) -> str:
    """Return the last lines of a log."""
    try:
        with path.open(errors="replace") as file:
            return "".join(deque(file, lines)).rstrip()
    except OSError:
        return ""


def note(message: str) -> None:
    print(time.strftime("%Y-%m-%dT%H:%M:%S%z"), message, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="supervisor")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--everything", action="store_true")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--throwaway", action="store_true")
    options = parser.parse_args(arguments)
    places = Places(options.data)
    return Supervisor(
        places,
        everything=options.everything,
        port=options.port,
        demo=options.demo,
        throwaway=options.throwaway,
    ).run()
