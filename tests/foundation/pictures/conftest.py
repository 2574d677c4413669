import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@pytest.fixture
def upload():
    """`upload(width, height, kind=…)`: an uploaded picture with a camera's EXIF, GPS included."""

    def make(width=800, height=600, *, kind="JPEG", mode="RGB", orientation=None, name="foto.jpg"):
        image = Image.new(mode, (width, height), 0 if mode in {"P", "1", "L"} else None)
        exif = Image.Exif()
        exif[0x010F] = "Fabrikant van het toestel"
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (53.0, 12.0, 5.0)
        if orientation:
            exif[0x0112] = orientation
        out = io.BytesIO()
        image.save(out, kind, **({} if kind == "GIF" else {"exif": exif}))
        return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")

    return make
