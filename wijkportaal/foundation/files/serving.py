"""The answer with which a room sends a document; the room decides who gets it."""

from django.http import FileResponse, Http404, HttpResponse

from wijkportaal.foundation.files.models import StoredFile


def send_file(stored: StoredFile, *, is_public: bool) -> HttpResponse:
    """Answer with a document, to be shown by the browser. Raises Http404 when its file is gone.

    Under a policy of its own: whatever is in it may run and fetch nothing on our address.
    """
    try:
        content = stored.open()
    except OSError as error:
        raise Http404 from error
    response = FileResponse(content, filename=stored.name, content_type="application/pdf")
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
    response["Cache-Control"] = "public, max-age=60" if is_public else "private, no-store"
    return response
