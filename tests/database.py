"""The database that tests begin with: migrated once for the migrations as they are, and copied after that.

Migrating takes half a minute of processor time. What came of it is kept in the checkout's own folder under a name
that changes with every migration and every package; Django still migrates the copy, which then has nothing to do.
"""

import fcntl
import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from wijkportaal.launcher.places import CHECKOUT
from wijkportaal.launcher.postgres import installed_binaries

FOLDER = CHECKOUT / ".portaal" / "tests"
FLOORS = ("wijkportaal", "areas", "participation", "budgets", "programmes")


def fingerprint() -> str:
    """Return what the tables follow from: our migrations and the packages that bring theirs."""
    found = hashlib.sha256()
    sources = [path for floor in FLOORS for path in (CHECKOUT / floor).rglob("migrations/*.py")]
    for path in sorted([*sources, *(CHECKOUT / "requirements").glob("*.txt")]):
        found.update(f"{path.relative_to(CHECKOUT)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def migrated_once(name: str) -> Iterator[None]:
    """Within this, migrate the database `name`: it is copied from what was kept before, or kept for later.
    One that exists already (a server that outlives the tests) is left alone.

    Processes take turns, so that of several that start together one migrates and the others copy.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / f"{fingerprint()}.sql"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if exists(name):
            yield
        elif kept.exists():
            fcntl.flock(lock, fcntl.LOCK_UN)
            copy(kept, name)
            yield
        else:
            yield
            keep(kept, name)


def exists(name: str) -> bool:
    found = run("psql", "--no-psqlrc", "--tuples-only", "--list")
    return name in {line.partition("|")[0].strip() for line in found.splitlines()}


def copy(kept: Path, name: str) -> None:
    run("createdb", name)
    run(
        "psql",
        "--quiet",
        "--no-psqlrc",
        "--set=ON_ERROR_STOP=1",
        "--single-transaction",
        f"--file={kept}",
        name,
    )


def keep(kept: Path, name: str) -> None:
    fresh = kept.with_suffix(".part")
    run("pg_dump", "--no-owner", f"--file={fresh}", name)
    for old in FOLDER.glob("*.sql"):
        old.unlink()
    fresh.replace(kept)


def run(program: str, *arguments: str) -> str:
    settings = connection.settings_dict
    found = subprocess.run(
        [
            installed_binaries() / program,
            f"--host={settings['HOST']}",
            f"--port={settings['PORT'] or 5432}",
            f"--username={settings['USER']}",
            *arguments,
        ],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return found.stdout
