import time
import uuid

import structlog
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.utils import timezone

logger = structlog.get_logger("wijkportaal.request")

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class HeadersMiddleware:
    """Adds the safety headers that Django has no setting for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class LogMiddleware:
    """Writes one line for each request: what was asked, by which person's number, and how it went.

    It also gives the request `began_at`, for who must know how old what the page has read can be.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started, request.began_at = time.perf_counter(), timezone.now()
        request_id = _clean_id(request.META.get("HTTP_X_REQUEST_ID", "")) or uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        logger.info(
            "request",
            method=request.method,
            route=route_of(request),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
            person=person_of(request),
        )
        structlog.contextvars.clear_contextvars()
        return response


class MetricsMiddleware:
    """Counts requests and how long they took. Off without PORTAAL_METRICS_TOKEN."""

    def __init__(self, get_response):
        if not settings.METRICS_TOKEN:
            raise MiddlewareNotUsed
        from prometheus_client import Counter, Histogram  # noqa: PLC0415 - see metrics.prepare

        self.get_response = get_response
        self.requests = _once(Counter, "portaal_requests", "Requests", ["method", "view", "status"])
        self.seconds = _once(
            Histogram,
            "portaal_request_seconds",
            "Duration of a request",
            ["view"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
        )

    def __call__(self, request):
        started = time.perf_counter()
        response = self.get_response(request)
        view = view_of(request)
        method = request.method if request.method in {"GET", "HEAD", "POST"} else "other"
        self.requests.labels(method, view, response.status_code).inc()
        self.seconds.labels(view).observe(time.perf_counter() - started)
        return response


_METERS: dict = {}


def _once(kind, name, *args, **options):
    """Return the meter with this name; the registry refuses a second one when Django loads us again."""
    if name not in _METERS:
        _METERS[name] = kind(name, *args, **options)
    return _METERS[name]


def route_of(request) -> str:
    """Return the pattern of an address rather than the address, which can hold names and one-time codes."""
    if page := getattr(request, "shared_page", None):
        return page.route
    match = request.resolver_match
    return f"/{match.route}" if match else ""


def view_of(request) -> str:
    """Return the name of the view that answered; one name for all addresses that do not exist."""
    if page := getattr(request, "shared_page", None):
        return page.view
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"


def person_of(request) -> int | None:
    """Return the number of the person who signed in, without loading a session that nobody looked at."""
    session = getattr(request, "session", None)
    if session is None or not session.accessed or not hasattr(request, "_cached_user"):
        return None
    return request._cached_user.pk


def _clean_id(given: str) -> str:
    return given if given.isascii() and given.replace("-", "").isalnum() and len(given) <= 64 else ""
