"""Everything that `./portaal test` checks, in order, with what each took."""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence

from wijkportaal.launcher.places import CHECKOUT
from wijkportaal.launcher.processes import run_bound
from wijkportaal.launcher.supervision import start_throwaway_services

MANAGE = [sys.executable, str(CHECKOUT / "manage.py")]
FLOORS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS: dict[str, list[str]] = {
    "stijl (ruff check)": [sys.executable, "-m", "ruff", "check", "--quiet", "."],
    "opmaak (ruff format)": [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."],
    "verdiepingen (import-linter)": [sys.executable, "-c", FLOORS],
    "instellingen (check)": [*MANAGE, "check", "--fail-level=WARNING"],
    "migraties": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "gemaakte documentatie": [*MANAGE, "write_docs", "--check"],
}


# The files in the order of tests/conftest.py: those that take long first, so that no process waits for another.
EVERYTHING = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--durations=25"]


def run_checks(arguments: Sequence[str], progress: Callable[[str], None]) -> int:
    """Run all checks, or with arguments only pytest with those; returns the exit code."""
    services = start_throwaway_services()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("_PORTAAL")}
    environment |= services.environment
    failed = []
    try:
        if not arguments:
            for name, command in CHECKS.items():
                began = time.monotonic()
                code = run_bound(
                    command, death_signal=signal.SIGKILL, environment=environment, folder=CHECKOUT
                )
                progress(f"{'goed' if code == 0 else 'MISLUKT'}: {name} ({time.monotonic() - began:.1f} s)")
                if code:
                    failed.append(name)
        pytest = [sys.executable, "-m", "pytest", *(arguments or EVERYTHING)]
        # SIGINT: pytest then puts away what it started, browsers too.
        code = run_bound(pytest, death_signal=signal.SIGINT, environment=environment, folder=CHECKOUT)
        if failed:
            print(f"Mislukt: {', '.join(failed)}", flush=True)
        return code or bool(failed)
    finally:
        services.stop()
