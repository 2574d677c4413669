from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from wijkportaal.foundation.documents.fetching import OwnFiles
from wijkportaal.foundation.documents.sources import Refused, icon_source, media_source, static_source


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media").mkdir()
    (tmp_path / "secret.txt").write_text("geheim")
    return tmp_path / "media"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "file:/etc/hostname",
        "http://127.0.0.1:8000/",
        "https://example.org/pixel.png",
        "ftp://example.org/",
        "data:text/css,body{}",
        "portaal://media/../secret.txt",
        "portaal://media/%2e%2e/secret.txt",
        "portaal://media//etc/passwd",
        "portaal://static/../manage.py",
        "portaal://static/%2e%2e/wijkportaal/settings.py",
        "portaal://elsewhere/x",
        "portaal://icon/../../secret/000000",
        "portaal://icon/home/red",
        "portaal:",
        "PORTAAL://",
        "//example.org/x",
    ],
)
def test_fetch_refuses_everything_that_is_not_an_own_file(media, url):
    with pytest.raises(Refused):
        OwnFiles().fetch(url)


def test_fetch_reads_static_media_and_icons(media):
    default_storage.save("a.jpg", ContentFile(b"foto"))
    assert OwnFiles().fetch(media_source("a.jpg")).read() == b"foto"
    assert b"@page" in OwnFiles().fetch(static_source("print/base.css")).read()
    icon = OwnFiles().fetch(icon_source("home", "#A8480F"))
    assert icon.content_type == "image/svg+xml"
    assert b"#a8480f" in icon.read()


def test_fetch_gives_webp_as_jpeg(media):
    webp = BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(webp, "WEBP")
    default_storage.save("b.webp", ContentFile(webp.getvalue()))
    picture = Image.open(BytesIO(OwnFiles().fetch(media_source("b.webp")).read()))
    assert (picture.format, picture.size) == ("JPEG", (40, 30))
