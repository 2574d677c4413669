import pytest
from django.urls import reverse

from programmes.editions.actions import keep_edition, keep_file
from programmes.editions.models import Edition
from tests.factories.people import PersonFactory
from wijkportaal.foundation.documents.rendering import Rendered
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(programme):
    return reverse("editions:brochure", args=[programme.pk])


def keep(programme, content=b"%PDF-1.7", *, was_published):
    printed = Rendered(content, 4)
    return keep_edition(
        programme, printed, variant="screen", file=keep_file(printed), was_published=was_published, by=None
    )


def test_an_editor_asks_for_a_proof_and_downloads_it(client, manager, page):
    client.force_login(manager)
    assert "nog geen brochure" in client.get(page).content.decode()
    assert client.post(page, {"variant": "screen"}).url == page
    shown = client.get(page).content.decode()
    assert 'hx-trigger="every 1s"' in shown
    run_job(Job.objects.get().pk)
    edition = Edition.objects.get()
    assert edition.get_absolute_url() in client.get(page).content.decode()
    answer = client.get(edition.get_absolute_url())
    assert answer.content == edition.read()
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]


def test_an_unknown_variant_is_refused(client, manager, page):
    client.force_login(manager)
    answer = client.post(page, {"variant": "poster"})
    assert answer.status_code == 400
    assert "kies waarvoor de brochure is" in answer.content.decode().lower()
    assert not Job.objects.exists()


def test_the_page_is_hidden_from_who_may_not_know_the_draft(client, page):
    assert client.get(page).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(page).status_code == 404


def test_the_page_is_forbidden_to_who_may_only_read(client, page, programme, publish):
    publish(programme)
    client.force_login(PersonFactory())
    assert client.get(page).status_code == 403


def test_everyone_downloads_a_final_edition(client, programme, publish):
    edition = keep(publish(programme), was_published=True)
    answer = client.get(edition.get_absolute_url())
    assert answer.content == b"%PDF-1.7"
    assert 'filename="programma-molenwijk-2026.pdf"' in answer["Content-Disposition"]
    assert client.get(edition.get_absolute_url() + "x").status_code == 404


def test_a_proof_is_hidden_from_everyone_else(client, programme):
    edition = keep(programme, was_published=False)
    assert client.get(edition.get_absolute_url()).status_code == 404
    client.force_login(PersonFactory())
    assert client.get(edition.get_absolute_url()).status_code == 404


def test_a_damaged_file_is_not_given_out(client, programme, publish, media):
    edition = keep(publish(programme), was_published=True)
    (media / edition.file).write_bytes(b"iets anders")
    answer = client.get(edition.get_absolute_url())
    assert answer.status_code == 503
    assert "niet meer zoals het gedrukt is" in answer.content.decode()
    assert b"iets anders" not in answer.content
