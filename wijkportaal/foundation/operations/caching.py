"""Public pages are made once for all visitors, until anything in the portal changes.

Every recorded write renews the revision of the portal after its commit (`audit.actions.recorded`). A page
is stored with the revision that was read *before* its queries ran, and is served only while that revision
is in force; so a page that was made from old data is never served as new. The time limit is the backstop for
what no write announces: a new day, a change by SQL.
"""

import hashlib
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import structlog
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from redis.exceptions import RedisError

from wijkportaal.foundation.audit.actions import REVISION_KEY, renew_revision
from wijkportaal.foundation.people.access import public

logger = structlog.get_logger(__name__)

# Addresses with a query share this many places per path, so that nobody fills the memory with ?a=1, ?a=2 …
QUERY_PLACES = 64
KEPT_PLACES = 64
MAX_BODY = 2 * 1024 * 1024
# Who asks like this gets an answer of their own: a fragment, a part, another coordinate system, under a condition.
NOT_SHARED = {"HTTP_HX_REQUEST", "HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_ACCEPT_CRS", "HTTP_IF_MATCH"}


def public_page(view: Callable) -> Callable:
    """Open a view to everyone and let visitors who have not signed in share what it makes."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.is_public_page = True
        return response

    return public(marked)


def kept_until_a_write(query: Callable) -> Callable:
    """Remember in this process what a query with few and simple arguments returns, until anything in the portal changes.

    For what thousands ask in the same minute. Requests share what is returned, so nobody may change it; an error is not
    remembered. Nothing is kept where public pages are not (`PUBLIC_PAGE_SECONDS` is 0) or while Redis is away.
    """
    kept: dict[tuple, tuple[str, float, Any]] = {}

    @wraps(query)
    def ask(*arguments):
        revision = _revision_in_force() if settings.PUBLIC_PAGE_SECONDS else ""
        found = kept.get(arguments)
        if found and found[0] == revision and time.monotonic() - found[1] < settings.PUBLIC_PAGE_SECONDS:
            return found[2]
        answer = query(*arguments)
        # What was made from old data goes at once: a secret that was destroyed must not linger.
        if (found and found[0] != revision) or len(kept) >= KEPT_PLACES:
            kept.clear()
        if revision:
            kept[arguments] = (revision, time.monotonic(), answer)
        return answer

    return ask


def _revision_in_force() -> str:
    try:
        return cache.get(REVISION_KEY) or renew_revision(only_if_absent=True)
    except RedisError:
        return ""


@dataclass(frozen=True)
class StoredPage:
    """A page as it lies in the cache."""

    revision: str
    address: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    # For the log and the metrics: which door this is, as no address is resolved for a shared page.
    route: str
    view: str


class PublicPageMiddleware:
    """Answers from the cache before sessions, sign-in or the database are touched."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seconds = settings.PUBLIC_PAGE_SECONDS
        if not seconds or not may_share(request):
            return self.get_response(request)
        address = f"{request.scheme}://{request.META.get('HTTP_HOST', '')}{request.get_full_path()}"
        key = key_of(request, address)
        try:
            found = cache.get_many([REVISION_KEY, key])
            revision = found.get(REVISION_KEY) or renew_revision(only_if_absent=True)
        except RedisError:
            return self.get_response(request)
        page = found.get(key)
        if page and page.revision == revision and page.address == address:
            request.shared_page = page
            return answer_of(page, request)
        response = self.get_response(request)
        if may_store(request, response):
            page = page_of(request, response, revision, address)
            try:
                cache.set(key, page, seconds)
            except RedisError:
                logger.warning("page_not_stored")
            return answer_of(page, request)
        return response


def may_share(request: HttpRequest) -> bool:
    """Tell whether this visitor gets what every visitor gets. Cookies are looked at, nothing is loaded."""
    cookies = request.COOKIES
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in cookies
        and "messages" not in cookies
        and not NOT_SHARED.intersection(request.META)
        and len(request.META.get("QUERY_STRING", "")) <= 500
    )


def may_store(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether a page holds nothing of this visitor: no cookie, no form token, no nonce."""
    return (
        getattr(response, "is_public_page", False)
        and response.status_code == 200
        and request.method == "GET"
        and not response.streaming
        and not response.cookies
        # A form's token is made from this cookie, and is then not announced by a new one.
        and settings.CSRF_COOKIE_NAME not in request.COOKIES
        and getattr(request, "_csp_nonce", None) is None
        and not getattr(request, "user", _nobody).is_authenticated
        and len(response.content) <= MAX_BODY
    )


class _Nobody:
    is_authenticated = False


_nobody = _Nobody()


def key_of(request: HttpRequest, address: str) -> str:
    """Return the place of a page: one for each path, and a limited number for its queries."""
    path = address.partition("?")[0]
    query = request.META.get("QUERY_STRING", "")
    place = zlib.crc32(query.encode()) % QUERY_PLACES if query else "-"
    return f"page:{hashlib.sha256(path.encode()).hexdigest()}:{place}"


def page_of(request: HttpRequest, response: HttpResponse, revision: str, address: str) -> StoredPage:
    body, match = response.content, request.resolver_match
    headers = tuple(
        (name, value) for name, value in response.items() if name.lower() not in {"etag", "content-length"}
    )
    etag = response.headers.get("ETag") or f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return StoredPage(revision, address, headers, body, etag, f"/{match.route}", match.view_name or "unnamed")


def answer_of(page: StoredPage, request: HttpRequest) -> HttpResponse:
    """Answer with a stored page, or with 304 when the browser has it. Browsers always ask whether it holds."""
    if page.etag.removeprefix("W/") in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(page.body)
        for name, value in page.headers:
            response[name] = value
        response["Content-Length"] = str(len(page.body))
    response["ETag"] = page.etag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Cookie", "HX-Request"))
    return response
