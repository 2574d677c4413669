from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from wijkportaal.foundation.people.access import public
from wijkportaal.foundation.pictures.actions import FOLDER

TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@public
@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    """Serve one version of a picture. A name never gets other content, so browsers may keep it for ever.

    Its name, which cannot be guessed, is what opens it: pictures stand on public pages.
    """
    etag = f'"{name}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        try:
            file = default_storage.open(f"{FOLDER}/{name}")
        except OSError as error:
            raise Http404 from error
        response = FileResponse(file, content_type=TYPES[name.rsplit(".", 1)[-1]])
        response["Content-Disposition"] = "inline"
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
