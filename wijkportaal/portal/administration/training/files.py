"""What stands in the place of a file in a copy for training: a grey picture of the same size, a page, a line of text."""

import io
from functools import cache
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
GREY = (196, 204, 206)
# One empty page of A4, written by hand.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
    b"startxref\n172\n%%EOF\n"
)
TEXT = b"Dit bestand is weggelaten uit de kopie om mee te oefenen.\n"


def in_place_of(name: str, file: BinaryIO) -> bytes:
    """Return what to write instead of a file; nothing of what it held."""
    ending = f".{name.rpartition('.')[2].lower()}"
    if ending == ".pdf":
        return PDF
    if ending in PICTURES:
        try:
            with Image.open(file) as picture:
                return _grey(picture.width, picture.height, PICTURES[ending])
        except (OSError, UnidentifiedImageError, ValueError):
            return _grey(640, 480, PICTURES[ending])
    return TEXT


@cache
def _grey(width: int, height: int, form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), GREY).save(out, form, quality=40)
    return out.getvalue()
