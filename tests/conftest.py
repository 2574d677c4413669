"""What every test stands on: a throw-away PostgreSQL and Redis, and Django on them.

Django is set up here and not by `DJANGO_SETTINGS_MODULE` in pyproject.toml, because pytest-django would read
the settings before this file could start the services they name.
"""

import os

import django
import pytest
from celery import current_app

from wijkportaal.launcher.supervision import start_throwaway_services

SERVICES = None


def start_services() -> None:
    """Start services of our own, unless the caller (or the controller of pytest-xdist) gave some."""
    global SERVICES  # noqa: PLW0603 - one per test run, stopped in pytest_unconfigure
    if "PORTAAL_DATABASE_URL" not in os.environ:
        SERVICES = start_throwaway_services()
        os.environ.update(SERVICES.environment)


def pytest_xdist_setupnodes(specs) -> None:
    """Give each process of pytest-xdist a queue and a cache of its own, as it has a database of its own.

    Before it starts: the settings are read there before this file is, as `DJANGO_SETTINGS_MODULE` is inherited.
    """
    address = os.environ["PORTAAL_REDIS_URL"].partition("?")[0]
    for number, spec in enumerate(specs, start=1):
        spec.env["PORTAAL_REDIS_URL"] = f"{address}?db={number}"


def pytest_unconfigure() -> None:
    if SERVICES:
        SERVICES.stop()


start_services()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkportaal.settings")
django.setup()
# As a worker does, so that tests can run the jobs of every room.
current_app.loader.import_default_modules()


@pytest.fixture(autouse=True)
def no_shared_pages(settings):
    """Make every page anew: a test's transaction never commits, so no write would renew the cache."""
    settings.PUBLIC_PAGE_SECONDS = 0


@pytest.fixture(autouse=True)
def one_step_to_sign_in(settings):
    """Staff of a test work without a second factor; the tests of that (areas/roles) switch it on."""
    settings.FORCE_SECOND_FACTOR = False


# The first request of a day looks for planned changes of areas; tests that count queries must not meet it.
from django.utils import timezone  # noqa: E402 - after setup, as all that needs the settings

from areas.territory.middleware import NewDayMiddleware  # noqa: E402

NewDayMiddleware.seen = timezone.localdate()
