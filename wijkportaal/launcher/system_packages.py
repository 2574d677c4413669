"""What the portal and its tests need of the operating system, and how to get it (Debian, Ubuntu)."""

import ctypes
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

# What makes the PDF (WeasyPrint) is loaded under these names.
PRINT_LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
}
TEST_LIBRARIES = {"libatomic.so.1": "libatomic1"}
TEST_PROGRAMS = {
    "chromium-headless-shell": "chromium-headless-shell",
    "hledger": "hledger",
    "java": "default-jre-headless",
}
TEST_FILES = {"/usr/share/java/jaxb-runtime.jar": "libjaxb-java"}


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_for_print() -> list[str]:
    """Return the packages without which no PDF can be made."""
    return [package for library, package in PRINT_LIBRARIES.items() if not can_load(library)]


def missing_for_tests() -> list[str]:
    """Return the packages without which the tests cannot all run."""
    return [
        *missing_for_print(),
        *(package for library, package in TEST_LIBRARIES.items() if not can_load(library)),
        *(package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)),
        *(package for path, package in TEST_FILES.items() if not Path(path).exists()),
    ]


def as_root() -> list[str] | None:
    """Return what to put before a command to run it as root without a question, or None if that cannot be."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        allowed = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
        if allowed.returncode == 0:
            return ["sudo", "-n"]
    return None


def install_command(packages: list[str]) -> str:
    """Return the command for the user to copy."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install --no-install-recommends {shlex.join(packages)}"


def install(packages: list[str], progress: Callable[[str], None], log: Path) -> bool:
    """Install packages where that is allowed; tells whether it worked."""
    prefix = as_root()
    if prefix is None or not shutil.which("apt-get"):
        return False
    progress(f"systeempakketten installeren: {' '.join(packages)}")
    apt = [
        *prefix,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-q",
        "-y",
        "-o",
        "DPkg::Lock::Timeout=120",
    ]
    wanted = [*apt, "install", "--no-install-recommends", *packages]
    with log.open("a") as file:

        def run(command: list[str]) -> bool:
            done = subprocess.run(
                command, check=False, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT
            )
            return done.returncode == 0

        # The lists of a fresh machine are empty; elsewhere they mostly do.
        return run(wanted) or (run([*apt, "update"]) and run(wanted))
