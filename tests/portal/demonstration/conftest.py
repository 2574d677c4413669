"""Rietwolde, put in place once for all tests of a module: it is looked at, never changed."""

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import override_settings

from tests.demonstration import folder_of_this_run, settle_in


@pytest.fixture(scope="module")
def loaded_gemeente(django_db_setup, django_db_blocker, tmp_path_factory, worker_id):
    """The demonstration gemeente in a transaction around all tests of a module, taken back at the end."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True, FORCE_SECOND_FACTOR=False, MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        settle_in(folder_of_this_run(tmp_path_factory, worker_id))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def rietwolde(loaded_gemeente, db, settings):
    """The demonstration gemeente for one test."""
    assert django_settings.DEMO
    return loaded_gemeente
