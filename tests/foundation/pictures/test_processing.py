import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from wijkportaal.foundation.pictures.processing import (
    MAX_BYTES,
    UnusablePicture,
    prepare_picture,
    renditions_of,
)


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_prepare_picture_drops_what_the_camera_wrote(upload):
    file = upload()
    assert b"Fabrikant" in file.read()
    prepared = prepare_picture(file)
    assert (prepared.format, prepared.width, prepared.height) == ("JPEG", 800, 600)
    assert b"Fabrikant" not in prepared.data
    assert dict(decoded(prepared.data).getexif()) == {}
    assert "exif" not in decoded(prepared.data).info


def test_prepare_picture_turns_upright(upload):
    prepared = prepare_picture(upload(800, 600, orientation=6))
    assert (prepared.width, prepared.height) == (600, 800)


def test_prepare_picture_shrinks_to_what_print_needs(upload):
    prepared = prepare_picture(upload(6000, 3000))
    assert (prepared.width, prepared.height) == (3600, 1800)


@pytest.mark.parametrize(
    ("kind", "mode", "made"),
    [
        ("JPEG", "RGB", "JPEG"),
        ("JPEG", "L", "JPEG"),
        ("JPEG", "CMYK", "JPEG"),
        ("PNG", "RGBA", "PNG"),
        ("PNG", "P", "PNG"),
        ("PNG", "1", "PNG"),
        ("WEBP", "RGB", "JPEG"),
        ("WEBP", "RGBA", "PNG"),
    ],
)
def test_prepare_picture_reads_every_kind(upload, kind, mode, made):
    prepared = prepare_picture(upload(40, 30, kind=kind, mode=mode))
    assert (prepared.format, decoded(prepared.data).size) == (made, (40, 30))


@pytest.mark.parametrize(
    "content",
    [
        b"dit is geen foto",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xff\xd8\xff\xe0 en dan niets",
        b"%PDF-1.7",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        b"",
    ],
)
def test_prepare_picture_refuses_what_is_no_picture(content):
    with pytest.raises(UnusablePicture, match="JPEG, PNG of WebP"):
        prepare_picture(SimpleUploadedFile("foto.jpg", content, "image/jpeg"))


def test_prepare_picture_refuses_a_cut_off_file(upload):
    whole = upload(3000, 2000).read()
    noise = SimpleUploadedFile("foto.jpg", whole[: len(whole) // 2])
    with pytest.raises(UnusablePicture, match="beschadigd"):
        prepare_picture(noise)


@pytest.mark.parametrize("side", [8_000, 60_000])
def test_prepare_picture_counts_pixels_before_it_unpacks(side):
    with pytest.raises(UnusablePicture, match="50 megapixel"):
        prepare_picture(SimpleUploadedFile("bom.png", png_that_claims(side, side)))


def test_prepare_picture_refuses_a_file_over_15_megabytes():
    with pytest.raises(UnusablePicture, match="15 MB"):
        prepare_picture(SimpleUploadedFile("groot.jpg", b"\xff\xd8" + b"\0" * MAX_BYTES))


def test_renditions_are_only_smaller(upload):
    made = renditions_of(prepare_picture(upload(700, 350)))
    assert {width: decoded(data).size for width, data in made.items()} == {320: (320, 160), 640: (640, 320)}
    assert {decoded(data).format for data in made.values()} == {"WEBP"}
