import pghistory
from django.conf import settings
from ipware import get_client_ip

WRITING_METHODS = {"POST", "PUT", "PATCH", "DELETE"}


class OriginMiddleware:
    """Adds the origin of a request (address and path) to the audit lines that it writes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in WRITING_METHODS:
            return self.get_response(request)
        with pghistory.context(origin=origin_of(request), path=request.path):
            return self.get_response(request)


def origin_of(request) -> str:
    """Return the caller's address, trusting as many proxies as PORTAAL_PROXIES says."""
    address, _routable = get_client_ip(request, proxy_count=settings.PROXY_COUNT or None)
    return address or ""
