"""The portal's own settings, with the floor among its doors."""

import os

from wijkportaal.settings import *  # noqa: F403


class _NoMigrations(dict):
    """Says of every app that its tables are made as its models are now: that takes seconds."""

    def __contains__(self, label: object) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


MIGRATION_MODULES = _NoMigrations()
ROOT_URLCONF = "benchmarks.floor_urls"
if os.environ.get("BENCHMARK_PAGES") == "fresh":
    # Every page is made anew for every visitor, as it is for those who signed in.
    PUBLIC_PAGE_SECONDS = 0
