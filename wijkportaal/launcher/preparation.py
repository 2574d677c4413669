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


def collect_static_files(root: Path) -> None:
    """Collect the front-end files when one of them changed since the last time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    mark = root.with_name(f"{root.name}.checksum")
    if mark.exists() and mark.read_text() == digest.hexdigest() and (root / "staticfiles.json").exists():
        return
    report(step="lettertypen, stijl en scripts klaarzetten")
    # A process of its own: whether files carry checksums is settled when the settings are read.
    subprocess.run(
        [sys.executable, str(MANAGE), "collectstatic", "--noinput", "--verbosity=0"],
        check=True,
        stdout=sys.stderr,
    )
    mark.write_text(digest.hexdigest())


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
    update_database()
    if not options.no_static:
        collect_static_files(Path(os.environ["PORTAAL_STATIC_ROOT"]))
    if options.demo:
        load_demonstration()


if __name__ == "__main__":
    main()
