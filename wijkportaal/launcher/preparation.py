"""Brings database and front-end files up to date before the portal opens; skips what is.

Runs as a process of its own, with Django, between the start of the services and that of the portal. Its
standard output is the pipe to `./portaal`: one JSON object a line.
"""

import argparse
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import django
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

MANAGE = Path(__file__).resolve().parent.parent.parent / "manage.py"
LOAD, SIGN_INS = "load_demonstration", "demo_sign_ins"


def report(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def update_database() -> None:
    """Apply the migrations that are not there yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        report(step=f"database bijwerken ({len(plan)} stappen)")
        call_command("migrate", interactive=False, verbosity=1, stdout=sys.stderr)


class StaticFiles:
    """The front-end files, collected beside the other work when one of them changed since the last time."""

    def __init__(self, root: Path) -> None:
        self.mark = root.with_name(f"{root.name}.checksum")
        self.process: subprocess.Popen | None = None
        digest = hashlib.sha256()
        for finder in get_finders():
            for path, storage in finder.list([]):
                stat = Path(storage.path(path)).stat()
                digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
        self.checksum = digest.hexdigest()
        self.is_fresh = self._marked() == self.checksum and (root / "staticfiles.json").exists()

    def _marked(self) -> str:
        return self.mark.read_text() if self.mark.exists() else ""

    def start(self) -> None:
        if not self.is_fresh:
            # A process of its own: whether files carry checksums is settled when the settings are read.
            command = [sys.executable, str(MANAGE), "collectstatic", "--noinput", "--verbosity=0"]
            self.process = subprocess.Popen(command, stdout=sys.stderr)

    def finish(self) -> None:
        """Wait for the files; raises when they could not be collected."""
        if self.process:
            if self.process.poll() is None:
                report(step="lettertypen, stijl en scripts klaarzetten")
            if self.process.wait():
                raise SystemExit("collectstatic failed")
            self.mark.write_text(self.checksum)


def is_empty() -> bool:
    """Whether nobody and no area is in the portal yet."""
    people = get_user_model().objects.exists()
    try:
        areas = apps.get_model("territory", "Area").objects.exists()
    except LookupError:
        areas = False
    return not (people or areas)


def load_demonstration() -> None:
    """Fill an empty portal with the demonstration gemeente, whole or not at all."""
    commands = get_commands()
    if LOAD in commands and is_empty():
        report(step="demonstratiegemeente laden")
        with transaction.atomic():
            call_command(LOAD, stdout=sys.stderr)
    if SIGN_INS in commands:
        table = io.StringIO()
        call_command(SIGN_INS, stdout=table)
        report(sign_ins=table.getvalue())


def main() -> None:
    parser = argparse.ArgumentParser(prog="preparation")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--no-static", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkportaal.settings")
    django.setup()
    files = None if options.no_static else StaticFiles(Path(os.environ["PORTAAL_STATIC_ROOT"]))
    if files:
        files.start()
    update_database()
    if options.demo:
        load_demonstration()
    else:
        report(nobody=not get_user_model().objects.exists())
    if files:
        files.finish()


if __name__ == "__main__":
    main()
