from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from wijkportaal.foundation.languages.speaking import asked_in
from wijkportaal.foundation.languages.states import DUTCH, has_languages, split


class LanguageMiddleware:
    """Takes the prefix of its language off an address and answers in that language (docs/adr/0159).

    Stands before all that looks at an address, so that nothing behind it knows of prefixes; `request.path` keeps it,
    `request.path_info` does not. No cookie and no header of the browser decides: an address is one page.
    """

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language, path = split(request.path_info)
        request.LANGUAGE_CODE = language
        if language != DUTCH:
            query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
            if not has_languages(path):
                # Not absolute, and never to another host, whatever stands behind the prefix.
                return HttpResponseRedirect(f"/{path.lstrip('/')}{query}", preserve_request=True)
            if path == "/" and not request.path_info.endswith("/"):
                return HttpResponseRedirect(f"/{language}/{query}")
            request.path_info = path
        with asked_in(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response
