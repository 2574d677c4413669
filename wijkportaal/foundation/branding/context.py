"""What every template may read of the gemeente."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wijkportaal.foundation.branding.queries import gemeente as current_gemeente


def gemeente(request: HttpRequest) -> dict:
    return {"gemeente": SimpleLazyObject(current_gemeente)}
