import hashlib

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, InternalError, connection, transaction

from programmes.editions.actions import (
    check_editions,
    keep_edition,
    keep_file,
    request_edition,
    request_missing_editions,
)
from programmes.editions.models import Edition
from programmes.editions.queries import final_edition
from wijkportaal.foundation.documents.rendering import Rendered
from wijkportaal.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
FIRST, SECOND = Rendered(b"%PDF een", 8), Rendered(b"%PDF twee", 12)


def keep(programme, printed, *, was_published=True, variant="screen"):
    return keep_edition(
        programme, printed, variant=variant, file=keep_file(printed), was_published=was_published, by=None
    )


def test_keep_edition_says_what_was_printed(programme, publish):
    edition = keep(publish(programme), FIRST)
    assert (edition.pages, edition.size, edition.is_proof) == (8, 8, False)
    assert edition.sha256 == hashlib.sha256(b"%PDF een").hexdigest()
    assert edition.read() == b"%PDF een"


def test_a_final_edition_is_never_replaced(programme, publish):
    first = keep(publish(programme), FIRST)
    again = keep(programme, SECOND)
    assert again == first
    assert final_edition(programme, "screen").read() == b"%PDF een"
    assert Edition.objects.count() == 1


def test_the_database_refuses_to_change_or_delete_a_final_edition(programme, publish):
    edition = keep(publish(programme), FIRST)
    for change in (
        lambda: Edition.objects.filter(pk=edition.pk).update(sha256="0" * 64),
        lambda: Edition.objects.filter(pk=edition.pk).update(file="elsewhere.pdf"),
        lambda: Edition.objects.filter(pk=edition.pk).delete(),
        lambda: connection.cursor().execute("UPDATE editions_edition SET pages = 1"),
    ):
        with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
            change()
    edition.refresh_from_db()
    assert edition.pages == 8


def test_who_asked_for_a_final_edition_may_be_forgotten(programme, publish, manager):
    publish(programme)
    edition = keep_edition(
        programme, FIRST, variant="screen", file=keep_file(FIRST), was_published=True, by=manager
    )
    Edition.objects.filter(pk=edition.pk).update(made_by=None)
    edition.refresh_from_db()
    assert edition.made_by is None


def test_a_newer_proof_replaces_the_older_one_and_its_file(programme, django_capture_on_commit_callbacks):
    first = keep(programme, FIRST, was_published=False)
    with django_capture_on_commit_callbacks(execute=True):
        second = keep(programme, SECOND, was_published=False)
    assert list(Edition.objects.all()) == [second]
    assert not default_storage.exists(first.file)
    assert second.read() == b"%PDF twee"


def test_a_proof_and_a_final_edition_of_the_same_bytes_share_the_file(
    programme, publish, django_capture_on_commit_callbacks
):
    keep(programme, FIRST, was_published=False)
    publish(programme)
    with django_capture_on_commit_callbacks(execute=True):
        edition = keep(programme, FIRST)
    assert edition.read() == b"%PDF een"


def test_keep_file_writes_a_damaged_file_anew(media):
    name = keep_file(FIRST)
    (media / name).write_bytes(b"stuk")
    assert keep_file(FIRST) == name
    assert (media / name).read_bytes() == b"%PDF een"


def test_check_editions_names_what_is_damaged_or_gone(programme, publish, media):
    edition = keep(publish(programme), FIRST)
    other = keep(programme, SECOND, variant="print")
    assert check_editions() == (2, [])
    (media / edition.file).write_bytes(b"anders")
    (media / other.file).unlink()
    count, damaged = check_editions()
    assert count == 2
    assert set(damaged) == {edition, other}


def test_request_edition_asks_once_while_it_is_open(programme, manager):
    first = request_edition(programme, variant="screen", by=manager)
    assert request_edition(programme, variant="screen", by=manager) == first
    assert request_edition(programme, variant="print", by=manager) != first
    assert first.arguments == {"programme": programme.pk, "variant": "screen"}
    with pytest.raises(ValueError, match="No such variant"):
        request_edition(programme, variant="poster", by=manager)


def test_request_missing_editions_asks_for_both_variants_of_what_is_published(programme, publish):
    assert request_missing_editions(at_once=4) == 0
    publish(programme)
    assert request_missing_editions(at_once=4) == 2
    assert request_missing_editions(at_once=4) == 0
    Job.objects.update(state="done")
    keep(programme, FIRST)
    assert request_missing_editions(at_once=4) == 1
    Job.objects.update(state="failed")
    assert request_missing_editions(at_once=4) == 0


def test_request_missing_editions_leaves_room_for_who_asks(programme, publish, settings):
    settings.CELERY_WORKER_CONCURRENCY = 2
    publish(programme)
    assert [request_missing_editions(), request_missing_editions()] == [1, 0]
    Job.objects.update(state="done")
    assert request_missing_editions() == 1
