from ipaddress import ip_address

import pghistory
from django.conf import settings

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
    """Return the caller's address, or nothing when it is not known.

    Each of our PORTAAL_PROXIES adds the address that it saw at the end of X-Forwarded-For. What stands
    before those was written by the caller and counts for nothing; without a proxy all of it was.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if len(forwarded) >= settings.PROXY_COUNT:
            address = forwarded[-settings.PROXY_COUNT]
    try:
        return str(ip_address(address))
    except ValueError:
        return ""
