"""The portal's own settings, with a bare list among its doors, and nobody counted."""

from wijkportaal.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.api_urls"
API_RATES = dict.fromkeys(("anyone", "known", "writing"), "10000000/m")
