import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.grants import make_scene


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def photo():
    out = io.BytesIO()
    Image.new("RGB", (60, 80)).save(out, "JPEG")
    return SimpleUploadedFile("bon.jpg", out.getvalue())
