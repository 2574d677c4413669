"""What `./portaal test` runs: pytest, on services that are thrown away after it."""

import os
import signal
import sys
from collections.abc import Sequence

from wijkportaal.launcher.places import CHECKOUT
from wijkportaal.launcher.processes import run_bound
from wijkportaal.launcher.supervision import start_throwaway_services

# The files in the order of tests/conftest.py: those that take long first, so that no process waits for another.
EVERYTHING = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--durations=25"]


def run_checks(arguments: Sequence[str]) -> int:
    """Run all tests, or those that the arguments name; returns the exit code."""
    services = start_throwaway_services()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("_PORTAAL")}
    environment |= services.environment
    # Tests start many processes; what one of them has translated of Python, the next reads.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        pytest = [sys.executable, "-m", "pytest", *(arguments or EVERYTHING)]
        # SIGINT: pytest then puts away what it started, browsers too.
        return run_bound(pytest, death_signal=signal.SIGINT, environment=environment, folder=CHECKOUT)
    finally:
        services.stop()
