"""Services of a benchmark's own: PostgreSQL and Redis that are thrown away, with the portal's tables."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from wijkportaal.launcher.supervision import start_throwaway_services

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def throwaway_services(**environment: str) -> Iterator[None]:
    """Within this there are empty services, named in the environment; `environment` is added to it."""
    services = start_throwaway_services()
    try:
        os.environ.update(
            services.environment
            | {"DJANGO_SETTINGS_MODULE": "wijkportaal.settings", "PORTAAL_LOG_LEVEL": "WARNING"}
            | environment
        )
        yield
    finally:
        services.stop()


def measure_on_services(measure: Callable[[], int]) -> int:
    """Start services, migrate, set Django up and measure; returns what `measure` does (1: a target is missed)."""
    with throwaway_services():
        subprocess.run([sys.executable, "manage.py", "migrate", "--no-input", "-v0"], check=True, cwd=ROOT)
        import django  # noqa: PLC0415 - after the environment

        django.setup()
        return measure()
