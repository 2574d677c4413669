"""Processes that never outlive the one that started them (Linux)."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(parent: int, signal_number: int) -> Callable[[], None]:
    """Return what a child runs just before exec, so that it gets a signal when its parent is gone."""

    def bind() -> None:
        if LIBC:
            LIBC.prctl(PR_SET_PDEATHSIG, signal_number)
        if os.getppid() != parent:  # it died between the fork and the line above
            os._exit(1)

    return bind


def adopt_orphans() -> None:
    """Make this process the new parent of every descendant whose own parent dies."""
    if LIBC:
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)


def start(
    command: list[str],
    *,
    log: int,
    environment: dict[str, str],
    folder: Path,
    user: int | None = None,
    group: int | None = None,
    pass_fds: tuple[int, ...] = (),
    death_signal: int = signal.SIGKILL,
    stdout: int | None = None,
) -> subprocess.Popen:
    """Start a service in a session of its own, bound to this process; `user` drops root's rights.

    Call it from the main thread: the kernel ties a child to the thread that made it.
    """
    drop = {} if user is None else {"user": user, "group": group, "extra_groups": []}
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log if stdout is None else stdout,
        stderr=log,
        env=environment,
        cwd=folder,
        start_new_session=True,
        preexec_fn=die_with_parent(os.getpid(), death_signal),  # noqa: PLW1509 - callers have one thread
        pass_fds=pass_fds,
        **drop,
    )


def run_bound(
    command: list[str],
    *,
    death_signal: int,
    environment: dict[str, str],
    folder: Path | None = None,
    quiet: bool = False,
) -> int:
    """Run a command in the foreground to its end and return its exit code, as a shell would.

    Ctrl-C is for the command to answer; should this process be killed, the command gets `death_signal`.
    """
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL if quiet else None,
        preexec_fn=die_with_parent(os.getpid(), death_signal),  # noqa: PLW1509 - callers have one thread
    )
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            continue
        return code if code >= 0 else 128 - code


def parents() -> dict[int, int]:
    """Return the parent of every process on the machine."""
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            # The name stands in brackets and may hold anything, brackets too.
            found[int(entry)] = int(stat.rpartition(")")[2].split()[1])
    return found


def children(of: int) -> list[int]:
    return [pid for pid, parent in parents().items() if parent == of]


def descendants(of: int) -> list[int]:
    """Return the children of a process, their children, and so on."""
    by_parent: dict[int, list[int]] = {}
    for pid, parent in parents().items():
        by_parent.setdefault(parent, []).append(pid)
    found, left = [], list(by_parent.get(of, ()))
    while left:
        pid = left.pop()
        found.append(pid)
        left.extend(by_parent.get(pid, ()))
    return found


def send(pid: int, signal_number: int) -> None:
    """Signal a process that may be gone already."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal_number)


def kill_orphans(known: set[int]) -> list[int]:
    """End the adopted children of this process (all but the known ones); return those that were found."""
    orphans = [pid for pid in children(os.getpid()) if pid not in known]
    for pid in orphans:
        send(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)
    return orphans
