"""What programs say of the code as it is written. Among the first, beside the migrating that the others wait for."""

import subprocess
import sys

import pytest

from wijkportaal.launcher.places import CHECKOUT

FLOORS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# One start of Django for both.
DJANGO = """
import django
from django.core.management import call_command
django.setup()
call_command("check", fail_level="WARNING")
call_command("makemigrations", check_changes=True, dry_run=True)
"""
PROGRAMS = {
    "style": [sys.executable, "-m", "ruff", "check", "--quiet", "."],
    "format": [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."],
    "floors": [sys.executable, "-c", FLOORS],
    "settings and migrations": [sys.executable, "-c", DJANGO],
}


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_is_found_by(program):
    found = subprocess.run(PROGRAMS[program], check=False, cwd=CHECKOUT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
