"""From an uploaded file to pictures that are safe to serve. Pure Pillow: no database, no request."""

import hashlib
import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 3600
# Widths that pages offer to a browser besides the full picture.
WIDTHS = (320, 640, 1280)
FORMATS = ("JPEG", "PNG", "WEBP")
EXTENSIONS = {"JPEG": "jpg", "PNG": "png"}


class UnusablePicture(Exception):
    """A file that cannot become a picture; the message says why, in Dutch."""


@dataclass(frozen=True)
class PreparedPicture:
    """A picture that was checked and made again: its bytes hold pixels and nothing of the original file."""

    data: bytes
    format: str
    width: int
    height: int

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.format]


def prepare_picture(file) -> PreparedPicture:
    """Check an open binary file and make the picture anew: upright, at most 3600 px, without EXIF or GPS.

    Raises UnusablePicture. The pixels are counted before they are decoded, so a small file that would
    inflate to gigabytes is refused at once.
    """
    with _opened(file) as image:
        try:
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
            return _encoded(upright, source=image.format)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise UnusablePicture(
                _("Deze foto is beschadigd of niet helemaal aangekomen. Kies hem opnieuw.")
            ) from error


def check_picture(file) -> None:
    """Look at the kind and the size of an open binary file without decoding it. Raises UnusablePicture."""
    _opened(file).close()


def renditions_of(picture: PreparedPicture) -> dict[int, bytes]:
    """Return the smaller versions of a picture, as WebP by width in pixels; none is made larger."""
    made = {}
    with Image.open(io.BytesIO(picture.data)) as image:
        smaller = image
        # From large to small, each from the one before: a third less work, and it looks the same.
        for width in sorted((each for each in WIDTHS if each < picture.width), reverse=True):
            height = max(1, round(picture.height * width / picture.width))
            smaller = smaller.resize((width, height), Image.Resampling.LANCZOS)
            out = io.BytesIO()
            smaller.save(out, "WEBP", quality=80, method=4)
            made[width] = out.getvalue()
    return made


def unrecognisable(file, cells: Iterable[tuple[int, int]], *, columns: int, rows: int) -> PreparedPicture:
    """Return a picture of which some squares, as (column, row), are no more than a few colours.

    What was there is not in the bytes any more; a blur alone can be undone.
    """
    with _opened(file) as image:
        kind = image.format
        changed = image.convert("RGBA" if image.mode in {"LA", "PA", "RGBA"} else "RGB")
    for column, row in cells:
        left, right = (round(changed.width * (column + each) / columns) for each in (0, 1))
        top, bottom = (round(changed.height * (row + each) / rows) for each in (0, 1))
        if right > left and bottom > top:
            part = changed.crop((left, top, right, bottom))
            few = part.resize((2, 2), Image.Resampling.BOX)
            changed.paste(few.resize(part.size, Image.Resampling.BICUBIC), (left, top))
    return _encoded(changed, source=kind)


def _opened(file) -> Image.Image:
    size = getattr(file, "size", None)
    if size is not None and size > MAX_BYTES:
        raise UnusablePicture(_("Deze foto is te groot. Een foto mag hoogstens 15 MB zijn."))
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise UnusablePicture(_too_many_pixels()) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnusablePicture(
            _(
                "Dit bestand is geen foto die het portaal kan lezen. Kies een foto in JPEG, PNG of WebP. "
                "Een foto van een iPhone (HEIC) bewaart u eerst als JPEG."
            )
        ) from error
    if image.width * image.height > MAX_PIXELS:
        image.close()
        raise UnusablePicture(_too_many_pixels())
    return image


def _too_many_pixels() -> str:
    return _("Deze foto heeft te veel beeldpunten. Een foto mag hoogstens 50 megapixel zijn.")


def _encoded(image: Image.Image, *, source: str | None) -> PreparedPicture:
    """Encode pixels only. Line drawings and see-through pictures stay PNG, photographs become JPEG."""
    see_through = image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info
    if see_through or source == "PNG" or image.mode in {"P", "1"}:
        clean, kind = image.convert("RGBA" if see_through else "RGB"), "PNG"
        options: dict = {"optimize": True}
    else:
        clean, kind = image.convert("RGB"), "JPEG"
        options = {"quality": 88, "progressive": True, "optimize": True}
    # A fresh image: `info` of the opened one carries EXIF, XMP, comments and colour profiles along.
    fresh = Image.new(clean.mode, clean.size)
    fresh.paste(clean)
    out = io.BytesIO()
    fresh.save(out, kind, **options)
    return PreparedPicture(out.getvalue(), kind, fresh.width, fresh.height)
