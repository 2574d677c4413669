"""What every test stands on: a throw-away PostgreSQL and Redis, and Django on them.

Django is set up here and not by `DJANGO_SETTINGS_MODULE` in pyproject.toml, because pytest-django would read
the settings before this file could start the services they name.
"""

import gc
import os
from contextlib import ExitStack

import django
import pytest
from celery import current_app
from django.db import connection

from tests.database import migrated_once
from wijkportaal.launcher.places import CHECKOUT
from wijkportaal.launcher.supervision import start_throwaway_services

SERVICES = None


def start_services() -> None:
    """Start services of our own, unless the caller (or the controller of pytest-xdist) gave some."""
    global SERVICES  # noqa: PLW0603 - one per test run, stopped in pytest_unconfigure
    if "PORTAAL_DATABASE_URL" not in os.environ:
        SERVICES = start_throwaway_services()
        os.environ.update(SERVICES.environment)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(specs) -> None:
    """Give each process of pytest-xdist a queue and a cache of its own, as it has a database of its own.

    Before it starts: the settings are read there before this file is, as `DJANGO_SETTINGS_MODULE` is inherited.
    """
    address = os.environ["PORTAAL_REDIS_URL"].partition("?")[0]
    for number, spec in enumerate(specs, start=1):
        spec.env["PORTAAL_REDIS_URL"] = f"{address}?db={number}"


# Of two processes one makes what all others copy, the tables and the demonstration, which takes a minute and a half; the
# other does meanwhile what needs neither.
BEGIN_WITH = ("tests/portal/demonstration/test_load.py", "tests/launcher/test_commands.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items) -> None:
    """Begin with the files that take long, once each folder has marked its own."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    first = [CHECKOUT / name for name in BEGIN_WITH]
    items.sort(key=lambda item: first.index(item.path) if item.path in first else 9 - (item.path in slow))


def pytest_collection_finish() -> None:
    """Let the collector of memory look at what tests make, and not at all of Django each time: a sixth of the work."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    if SERVICES:
        SERVICES.stop()


start_services()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkportaal.settings")
django.setup()
# As a worker does, so that tests can run the jobs of every room.
current_app.loader.import_default_modules()


@pytest.fixture(scope="session")
def migrating(django_db_modify_db_settings_parallel_suffix, django_db_createdb):
    """Stands around the migrating of the test's database; with `--create-db` nothing is copied."""
    around = ExitStack()
    if not django_db_createdb:
        around.enter_context(migrated_once(connection.creation._get_test_db_name()))
    return around


@pytest.fixture(scope="session")
def django_db_modify_db_settings(migrating):
    """What pytest-django asks for before it migrates."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, migrating):
    migrating.close()


def delete_what_is_there(self, style, tables, *, reset_sequences=False, allow_cascade=False) -> list[str]:
    """Empty the tables that have rows, instead of making every table and index anew: of hundreds few are filled.

    Triggers and constraints stand aside meanwhile; what may never be deleted goes with the test too.
    """
    with connection.cursor() as cursor:
        asked = [f"(SELECT '{table}' FROM {self.quote_name(table)} LIMIT 1)" for table in tables]  # noqa: S608
        cursor.execute(" UNION ALL ".join(asked))
        filled = [row[0] for row in cursor.fetchall()]
    return [
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {self.quote_name(table)}" for table in filled),  # noqa: S608
        "SET LOCAL session_replication_role = origin",
    ]


@pytest.fixture(autouse=True)
def no_shared_pages(settings):
    """Make every page anew: a test's transaction never commits, so no write would renew the cache."""
    settings.PUBLIC_PAGE_SECONDS = 0


@pytest.fixture(autouse=True)
def one_step_to_sign_in(settings):
    """Staff of a test work without a second factor; the tests of that (areas/roles) switch it on."""
    settings.FORCE_SECOND_FACTOR = False


FILES = {}


def find_files_once(self) -> None:
    """Find the style sheets, scripts and drawings for all clients of all tests: each would look at them anew."""
    if not FILES:
        find_files(self)
        FILES.update(self.files)
    self.files.update(FILES)


# The first request of a day looks for planned changes of areas; tests that count queries must not meet it.
from django.utils import timezone  # noqa: E402 - after setup, as all that needs the settings
from whitenoise.middleware import WhiteNoiseMiddleware  # noqa: E402

from areas.territory.middleware import NewDayMiddleware  # noqa: E402
from wijkportaal.foundation.mail.wording import KNOWN  # noqa: E402

NewDayMiddleware.seen = timezone.localdate()
# Nor the first letter of a process, which asks for the gemeente's own words.
KNOWN.remember({})
type(connection.ops).sql_flush = delete_what_is_there
find_files = WhiteNoiseMiddleware.add_files_from_finders
WhiteNoiseMiddleware.add_files_from_finders = find_files_once
