import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template import Context, Template

from wijkportaal.foundation.pictures.actions import store_picture

pytestmark = pytest.mark.django_db


def test_media_serves_a_picture_to_everyone_for_ever(client, upload):
    picture = store_picture(upload(700, 350), by=None)
    answer = client.get(picture.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    assert client.get(picture.url_of(320))["Content-Type"] == "image/webp"
    assert client.get(picture.url, headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "name",
    [
        "../secret.jpg",
        "..%2fsecret.jpg",
        "AAAAAAAAAAAAAAAAAAAAAAAA.jpg",
        "AAAAAAAAAAAAAAAAAAAAAAAA.svg",
        "a.jpg",
    ],
)
def test_media_serves_nothing_else(client, name):
    default_storage.save("secret.jpg", ContentFile(b"geheim"))
    assert client.get(f"/media/pictures/{name}").status_code == 404


def test_media_takes_no_posts(client, upload):
    assert client.post(store_picture(upload(10, 10), by=None).url).status_code == 405


def test_picture_tag_says_its_size_and_text(upload):
    picture = store_picture(upload(700, 350), alt='De "haven" <b>', by=None)
    shown = Template("{% load pictures %}{% picture p width=320 %}").render(Context({"p": picture}))
    assert 'width="700" height="350"' in shown
    assert 'alt="De &quot;haven&quot; &lt;b&gt;"' in shown
    assert 'loading="lazy"' in shown
    assert "-320.webp 320w" in shown
    assert "style" not in shown


def test_picture_tag_shows_nothing_for_no_picture():
    assert Template("{% load pictures %}{% picture p %}").render(Context({"p": None})) == ""
