from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from tests.factories.people import PersonFactory
from wijkportaal.foundation.audit.queries import history_of
from wijkportaal.foundation.pictures.actions import (
    delete_picture,
    describe_picture,
    remove_orphans,
    store_picture,
)
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.pictures.processing import UnusablePicture

pytestmark = pytest.mark.django_db


def test_store_picture_keeps_the_sizes_and_who_placed_it(upload):
    person = PersonFactory()
    picture = store_picture(upload(1500, 900), alt=" Het nieuwe speelplein ", credit="A. de Boer", by=person)
    picture.refresh_from_db()
    assert (picture.alt, picture.credit, picture.stored_by) == ("Het nieuwe speelplein", "A. de Boer", person)
    assert (picture.width, picture.height, picture.widths) == (1500, 900, [320, 640, 1280])
    assert [default_storage.exists(name) for name in picture.names] == [True] * 4
    line = history_of(picture)[0]
    assert (line.action, line.by) == ("pictures.store_picture", str(person))


def test_store_picture_gives_names_that_nobody_guesses(upload):
    names = {store_picture(upload(10, 10), by=None).file.name for _ in range(3)}
    assert len(names) == 3
    assert all("foto" not in name for name in names)


def test_store_picture_writes_nothing_for_what_is_no_picture():
    import io

    with pytest.raises(UnusablePicture):
        store_picture(io.BytesIO(b"geen foto"), by=None)
    assert not Picture.objects.exists()


def test_url_of_takes_the_smallest_version_that_is_wide_enough(upload):
    picture = store_picture(upload(1000, 500), by=None)
    assert picture.url_of(320).endswith("-320.webp")
    assert picture.url_of(400).endswith("-640.webp")
    assert picture.url_of(900) == picture.url
    assert picture.srcset.split(", ")[-1] == f"{picture.url} 1000w"


def test_describe_picture_is_recorded(upload):
    picture = store_picture(upload(10, 10), alt="Eén", by=None)
    describe_picture(picture, alt="Twee", credit="", by=None)
    assert [(change.old, change.new) for change in history_of(picture)[0].changes] == [("Eén", "Twee")]


def test_delete_picture_takes_the_files_along(upload, django_capture_on_commit_callbacks):
    picture = store_picture(upload(700, 350), by=None)
    names = picture.names
    with django_capture_on_commit_callbacks(execute=True):
        delete_picture(picture, by=None)
    assert not Picture.objects.exists()
    assert [default_storage.exists(name) for name in names] == [False] * 3


def test_remove_orphans_clears_what_no_row_knows_and_leaves_young_files(upload, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kept = store_picture(upload(800, 600), alt="Plein", by=None)
    left = store_picture(upload(700, 500), alt="Park", by=None)
    names = left.names
    Picture.objects.filter(pk=left.pk).delete()
    assert remove_orphans() == 0
    assert remove_orphans(older_than=timedelta(seconds=-5)) == len(names)
    assert [default_storage.exists(name) for name in names] == [False] * len(names)
    assert all(default_storage.exists(name) for name in kept.names)
