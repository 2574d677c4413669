"""How often one address may use a public form."""

from collections.abc import Callable
from functools import wraps

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_ratelimit.core import get_usage
from redis.exceptions import RedisError

from wijkportaal.foundation.audit.middleware import origin_of

logger = structlog.get_logger(__name__)


def limited(rate: str, *, methods: tuple[str, ...] = ("POST",)) -> Callable:
    """Allow `rate` requests (`10/m`, `100/h`) per caller's address; more get a friendly page with status 429.

    Without Redis nothing is counted and everyone is let in: the portal stays open.
    """

    def decorate(view: Callable) -> Callable:
        group = f"{view.__module__}.{view.__qualname__}"

        @wraps(view)
        def counted(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                usage = get_usage(
                    request, group=group, key=_address, rate=rate, method=list(methods), increment=True
                )
            except RedisError:
                logger.warning("not_counted", group=group)
                usage = None
            if usage and usage["should_limit"]:
                return too_many(request, wait=usage["time_left"])
            return view(request, *args, **kwargs)

        return counted

    return decorate


class Failures:
    """How often one address may be wrong in a public form. What was right is not counted: many who are right may share
    an address. Without Redis nothing is counted.
    """

    def __init__(self, group: str, rate: str) -> None:
        self.group, self.rate = group, rate

    def wait(self, request: HttpRequest) -> int:
        """Return how many seconds this caller must wait, 0 when they may try."""
        return self._use(request, counts=False)

    def note(self, request: HttpRequest) -> int:
        """Note that a caller was wrong; returns how many seconds they must wait now."""
        return self._use(request, counts=True)

    def _use(self, request: HttpRequest, *, counts: bool) -> int:
        try:
            usage = get_usage(request, group=self.group, key=_address, rate=self.rate, increment=counts)
        except RedisError:
            logger.warning("not_counted", group=self.group)
            return 0
        return max(1, usage["time_left"]) if usage and usage["should_limit"] else 0


def use_of(request: HttpRequest, *, group: str, who: str, rate: str) -> int:
    """Count one use of something by somebody; returns how many seconds they must wait, 0 when they may go on."""
    try:
        usage = get_usage(request, group=group, key=lambda _group, _request: who, rate=rate, increment=True)
    except RedisError:
        logger.warning("not_counted", group=group)
        return 0
    return max(1, usage["time_left"]) if usage and usage["should_limit"] else 0


def too_many(request: HttpRequest, *, wait: int) -> HttpResponse:
    """Answer that someone must wait `wait` seconds."""
    minutes = max(1, -(-wait // 60))
    response = render(request, "operations/too_many.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(max(1, wait))
    return response


def _address(_group: str, request: HttpRequest) -> str:
    return origin_of(request) or "unknown"
