"""The project: its settings, its ground floor (foundation), its roof (portal) and its launcher.

Only `wijkportaal.portal` and `wijkportaal.urls` may know the apps above the foundation.
"""

from wijkportaal.celery import app as celery_app

__all__ = ["celery_app"]
