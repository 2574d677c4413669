"""Who may come in by a key, how often, and a door that never answers with anything but its own shape."""

import hashlib
import json
import logging

from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import APIView

from participation.exchange.models import Key
from wijkportaal.foundation.api.authentication import KeyAuthentication
from wijkportaal.foundation.operations.limits import Failures, use_of

logger = logging.getLogger(__name__)

# As much as a busy melding system sends in an hour; a flood waits.
RATE = "600/h"
WRONG_KEYS = Failures("exchange.keys", "20/h")


class SystemAuthentication(KeyAuthentication):
    """A key of a system in the header; without a scheme to ask for, who has none is refused."""

    wrong = WRONG_KEYS

    def keys(self):
        return Key.objects.all()


class FieldKeyAuthentication(SystemAuthentication):
    """A key in the header, or in the field `api_key` as GeoReport has it."""

    def typed(self, request) -> str:
        if shown := super().typed(request):
            return shown
        named = request.query_params.get("api_key") or ""
        if request.method == "POST" and not named and hasattr(request.data, "get"):
            named = request.data.get("api_key") or ""
        return named if isinstance(named, str) else ""


class SystemDoor(APIView):
    """A door for systems: no session, no cookies. Every fault becomes an answer in the shape of its language."""

    authentication_classes = [SystemAuthentication]
    permission_classes: list = []
    throttle_classes: list = []

    @property
    def key(self) -> Key | None:
        return self.request.auth

    def need(self, scope: str) -> Key:
        """Return the key of who asks, or refuse: no key, not for this, or too often."""
        if self.key is None:
            raise exceptions.PermissionDenied("An api_key is required.")
        if scope not in self.key.scopes:
            raise exceptions.PermissionDenied("This api_key is not for this.")
        who = f"key:{self.key.pk}"
        if wait := use_of(self.request._request, group="exchange.door", who=who, rate=RATE):
            raise exceptions.Throttled(wait)
        return self.key

    def fault(self, status: int, detail) -> Response:
        """Answer with what is wrong; each language has its own shape."""
        raise NotImplementedError

    def handle_exception(self, exc) -> Response:
        wait = None
        if isinstance(exc, Http404):
            exc = exceptions.NotFound()
        if isinstance(exc, exceptions.APIException):
            # Without a scheme to ask for, who has no key is refused and not asked to sign in.
            status = 403 if exc.status_code == 401 else exc.status_code
            wait, answer = getattr(exc, "wait", None), self.fault(status, exc.detail)
        else:
            logger.exception("door of the exchange broke")
            answer = self.fault(500, "Something went wrong here.")
        answer.exception = True
        if wait:
            answer["Retry-After"] = str(int(wait))
        return answer

    def mark_of(self, values: dict) -> str:
        """Return under which mark this is known: what the caller says, or else what it says itself."""
        said = self.request.headers.get("Idempotency-Key", "").strip()
        if said and len(said) <= 200:
            return f"key:{hashlib.sha256(said.encode()).hexdigest()[:60]}"
        text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=True)
        return f"same:{hashlib.sha256(text.encode()).hexdigest()[:60]}"
