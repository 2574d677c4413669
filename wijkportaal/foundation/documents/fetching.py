"""The wall around a document that is rendered: it reads the portal's own files (`sources`) and nothing else."""

import mimetypes
from urllib.parse import unquote, urlsplit

from django.core.exceptions import SuspiciousFileOperation

from wijkportaal.foundation.documents.engine import URLFetcher, URLFetcherResponse
from wijkportaal.foundation.documents.sources import SCHEME, Refused, draw_icon, read_media, read_static


class OwnFiles(URLFetcher):
    """Serves `portaal://static/…`, `portaal://media/…` and `portaal://icon/<name>/<rrggbb>`; refuses the rest.

    WeasyPrint's own fetcher reads local files and follows redirects: a text in a programme could bring
    /etc/passwd or an internal address into a brochure. Nothing here opens a connection or a path that the
    file storages do not vouch for.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=[SCHEME], allow_redirects=False)

    def fetch(self, url: str, headers=None) -> URLFetcherResponse:
        parts = urlsplit(url)
        readers = {"static": read_static, "media": read_media, "icon": draw_icon}
        if parts.scheme != SCHEME or parts.netloc not in readers:
            raise Refused(f"A document may not read {url[:200]}")
        name = unquote(parts.path).lstrip("/")
        try:
            content = readers[parts.netloc](name)
        except (OSError, SuspiciousFileOperation) as error:
            raise Refused(f"Not among the portal's files: {name[:200]}") from error
        kind = "image/svg+xml" if parts.netloc == "icon" else mimetypes.guess_type(name)[0]
        return URLFetcherResponse(url, content, {"Content-Type": kind or "application/octet-stream"})
