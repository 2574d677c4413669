"""The Celery application: the worker that prints and mails, and the clock (beat)."""

import os
from logging.config import dictConfig

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkportaal.settings")

app = Celery("wijkportaal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def use_the_portals_log(**_options) -> None:
    """Keep Celery from setting up a log of its own: its lines go to the same JSON stream."""
    from django.conf import settings  # noqa: PLC0415 - not before the command line is read

    dictConfig(settings.LOGGING)
