"""The portal's own settings, with the floor among its doors."""

import os

from wijkportaal.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.floor_urls"
if os.environ.get("BENCHMARK_PAGES") == "fresh":
    # Every page is made anew for every visitor, as it is for those who signed in.
    PUBLIC_PAGE_SECONDS = 0
