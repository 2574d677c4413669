"""Links in a text that lead into this portal, and whether there is anything behind them."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve

GONE = 400


def dead_links(links: Iterable[str]) -> set[str]:
    """Return the links within this portal that a resident cannot open. Those to elsewhere are not followed."""
    return {link for link in links if _is_ours(link) and not _opens(link)}


def _is_ours(link: str) -> bool:
    address = urlsplit(link)
    if not address.scheme and not address.netloc:
        return address.path.startswith("/")
    return address.netloc == urlsplit(settings.PORTAL_URL).netloc


def _opens(link: str) -> bool:
    """Whether the page answers someone who has not signed in."""
    address = urlsplit(link)
    try:
        match = resolve(address.path or "/")
    except Resolver404:
        return False
    if getattr(match.func, "login_required", True):
        return False
    try:
        response = match.func(_visit(address.path, address.query), *match.args, **match.kwargs)
    except (Http404, PermissionDenied):
        return False
    except Exception:
        return True
    return response.status_code < GONE


def _visit(path: str, query: str) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.GET = QueryDict(query)
    request.user = AnonymousUser()
    host = urlsplit(settings.PORTAL_URL)
    request.META = {
        "REQUEST_METHOD": "GET",
        "SERVER_NAME": host.hostname or "localhost",
        "SERVER_PORT": str(host.port or 443),
        "REMOTE_ADDR": "127.0.0.1",
    }
    return request
