"""What every template may read about the browser's side of the portal."""

from django.conf import settings
from django.http import HttpRequest


def frontend(request: HttpRequest) -> dict:
    return {"TILE_ADDRESS": getattr(settings, "TILE_ADDRESS", "")}
