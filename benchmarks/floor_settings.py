"""The portal's own settings, with the floor among its doors."""

from wijkportaal.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.floor_urls"
