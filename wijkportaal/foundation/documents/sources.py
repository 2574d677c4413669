"""What a document may read while it is rendered: the portal's own files, under a scheme of its own."""

import re
from io import BytesIO

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from PIL import Image

SCHEME = "portaal"
ICON = re.compile(r"^(?P<name>[a-z0-9-]+)/(?P<colour>[0-9a-f]{6})$")


class Refused(ValueError):
    """A document named something outside the portal's own files."""


def static_source(path: str) -> str:
    """Return the address under which a document reads a static file."""
    return f"{SCHEME}://static/{path}"


def media_source(name: str) -> str:
    """Return the address under which a document reads an uploaded file."""
    return f"{SCHEME}://media/{name}"


def icon_source(name: str, colour: str) -> str:
    """Return the address of an icon drawn in a colour (`#rrggbb`)."""
    return f"{SCHEME}://icon/{name}/{colour.removeprefix('#').lower()}"


def read_static(name: str) -> bytes:
    """Return a static file, from the folders of the checkout or from where it was collected."""
    found = finders.find(name)
    if found:
        with open(found, "rb") as file:
            return file.read()
    with staticfiles_storage.open(name) as file:
        return file.read()


def read_media(name: str) -> bytes:
    """Return an uploaded file from the storage, which refuses paths outside itself."""
    with default_storage.open(name) as file:
        content = file.read()
    return as_jpeg(content) if name.lower().endswith(".webp") else content


def as_jpeg(content: bytes) -> bytes:
    """Return a WebP photo as JPEG: a PDF cannot hold WebP, and the renderer would make it a PNG of ten times the size."""
    picture = Image.open(BytesIO(content))
    if picture.has_transparency_data:
        return content
    jpeg = BytesIO()
    picture.convert("RGB").save(jpeg, "JPEG", quality=88)
    return jpeg.getvalue()


def draw_icon(name: str) -> bytes:
    """Return a vendored icon with its lines in the colour asked for."""
    match = ICON.match(name)
    if match is None:
        raise Refused(f"Not an icon: {name[:100]}")
    svg = read_static(f"vendor/icons/{match['name']}.svg")
    return svg.replace(b"currentColor", f"#{match['colour']}".encode())
