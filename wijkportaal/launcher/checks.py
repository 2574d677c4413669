"""Everything that `./portaal test` checks, in order, with what each took."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from wijkportaal.launcher.places import CHECKOUT
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
                code = subprocess.run(command, check=False, cwd=CHECKOUT, env=environment).returncode
                progress(f"{'goed' if code == 0 else 'MISLUKT'}: {name} ({time.monotonic() - began:.1f} s)")
                if code:
                    failed.append(name)
        pytest = [sys.executable, "-m", "pytest", *(arguments or ["-n", "2"])]
        code = subprocess.run(pytest, check=False, cwd=CHECKOUT, env=environment).returncode
        if failed:
            print(f"Mislukt: {', '.join(failed)}", flush=True)
        return code or bool(failed)
    except KeyboardInterrupt:
        return 130
    finally:
        services.stop()
