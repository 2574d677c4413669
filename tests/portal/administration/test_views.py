"""The pages of the beheerder."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from areas.imports.models import ImportBatch
from programmes.sheets.models import ProjectSheet
from tests.factories.roles import person_with
from tests.factories.territory import GemeenteFactory
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import DONE, FAILED, RUNNING, WAITING
from wijkportaal.foundation.mail.models import Wording
from wijkportaal.foundation.mail.wording import KNOWN, VERSION_KEY
from wijkportaal.foundation.operations.queries import CLOCK_SEEN, WORKERS_SEEN
from wijkportaal.foundation.operations.tasks import note_tick, show_life
from wijkportaal.portal.administration.queries.health import findings

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder(client):
    person = person_with("administrator", GemeenteFactory(), full_name="Bea Beheer")
    client.force_login(person)
    return person


def job(number: int = 1, **fields) -> list[Job]:
    now = timezone.now()
    made = [Job(kind="proef.doe", subject=f"Proef {at}", finished_at=now, **fields) for at in range(number)]
    return Job.objects.bulk_create(made)


def test_overview_names_what_is_set_with_what_it_is_now(client, beheerder, django_assert_num_queries):
    client.get(reverse("administration:overview"))
    with django_assert_num_queries(28):
        page = client.get(reverse("administration:overview")).content.decode()
    for text in ("Naam, logo en kleuren", "1 persoon; 1 met een rol; 1 beheerder", "Teksten van mails"):
        assert text in page
    assert reverse("branding:change") in page
    client.force_login(person_with("finance", full_name="Fem Financieel"))
    assert client.get(reverse("administration:overview")).status_code == 403


def test_a_mail_gets_other_words_and_its_own_back(client, beheerder):
    address = reverse("administration:letter", args=["roles-new-role-letter"])
    page = client.get(address)
    data = {name: page.context["form"].initial[name] for name in page.context["form"].fields}
    shown = client.post(address, data | {"sentence-1": "Dag {naam}!", "do": "preview"})
    assert "Dag Mevrouw Voorbeeld!" in shown.content.decode()
    assert not Wording.objects.exists()
    wrong = client.post(address, data | {"sentence-1": "Dag!", "do": "save"})
    assert wrong.status_code == 422
    assert "{naam} ontbreekt" in wrong.content.decode()

    assert client.post(address, data | {"sentence-1": "Dag {naam}!", "do": "save"}).status_code == 302
    assert Wording.objects.get().text == "Dag {naam}!"
    page = client.get(address).content.decode()
    assert "Bea Beheer" in page
    assert "Van het portaal was: “Beste {naam},”" in page
    assert (
        "3 mails hebben de woorden van uw gemeente"
        in client.get(reverse("administration:letters")).content.decode()
    )
    client.post(address, {"do": "reset"})
    assert not Wording.objects.exists()
    assert client.get(reverse("administration:letter", args=["no-such-letter"])).status_code == 404
    found = client.get(reverse("administration:letters"), {"zoek": "waardebon verloopt"}).content.decode()
    assert "vouchers-expires-soon" in found
    assert "roles-new-role-letter" not in found
    cache.delete(VERSION_KEY)
    KNOWN.remember({})


@pytest.mark.parametrize("number", [1, 30])
def test_jobs_are_listed_in_the_same_number_of_queries(client, beheerder, django_assert_num_queries, number):
    for state in (WAITING, RUNNING, DONE, FAILED):
        job(number, state=state, requested_by=beheerder)
    client.get(reverse("administration:jobs"))
    for tab in ("bezig", "wachtend", "mislukt", "klaar"):
        with django_assert_num_queries(6):
            page = client.get(reverse("administration:jobs"), {"stand": tab})
        assert page.content.decode().count("Proef ") >= number


def test_failed_work_is_tried_again_and_waiting_work_stopped(client, beheerder):
    address = reverse("administration:jobs")
    (failed, other), (waiting,), (running,) = job(2, state=FAILED), job(state=WAITING), job(state=RUNNING)
    client.post(
        address, {"stand": "mislukt", "do": "retry", "job": [failed.pk, running.pk, "9" * 30, "x", "²"]}
    )
    client.post(address, {"stand": "wachtend", "do": "cancel", "job": [waiting.pk, running.pk]})
    states = dict(Job.objects.values_list("pk", "state"))
    assert states == {failed.pk: WAITING, other.pk: FAILED, waiting.pk: FAILED, running.pk: RUNNING}
    assert "Gestopt door een beheerder" in client.get(address).content.decode()
    client.post(address, {"stand": "mislukt", "do": "retry_all"})
    assert not Job.objects.filter(state=FAILED).exists()
    said = client.post(address, {"stand": "mislukt", "do": "retry"}, follow=True).content.decode()
    assert "Kies eerst een taak" in said
    for wrong in ({"stand": "\0"}, {"zoek": "\0%"}, {"page": "9" * 30}):
        assert client.get(address, wrong).status_code == 200


def test_files_of_all_rooms_stand_in_one_list(client, beheerder, django_assert_num_queries):
    plan = {"counts": {"new": 3, "changed": 1}, "wrong": []}
    ImportBatch.objects.create(
        kind="villages", year=2026, file_name="wijken.xlsx", state="applied", plan=plan, uploaded_by=beheerder
    )
    ProjectSheet.objects.create(file_name="projecten.xlsx", state="refused", plan={"wrong": [{}, {}]})
    client.get(reverse("administration:files"))
    with django_assert_num_queries(7):
        page = client.get(reverse("administration:files")).content.decode()
    for text in (
        "wijken.xlsx",
        "3 nieuw, 1 gewijzigd",
        "ingelezen",
        "projecten.xlsx",
        "2 fouten",
        "Bea Beheer",
    ):
        assert text in page
    assert reverse("imports:template", args=["villages"]) in page
    assert client.get(reverse("administration:files"), {"page": "9" * 30}).status_code == 200


def test_health_says_what_is_wrong_and_what_to_do(client, beheerder, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.delete_many([CLOCK_SEEN, WORKERS_SEEN])
    job(2, state=FAILED)
    found = {each.label: each for each in findings()}
    assert {label for label, each in found.items() if each.judgement == "danger"} == {
        "Klok",
        "Werkers",
        "Back-up",
    }
    assert found["Mislukt werk"].seen == "2 taken zijn mislukt"
    assert all(each.advice for each in found.values() if each.judgement != "success")
    assert findings()[0].judgement == "danger"

    show_life()
    note_tick()
    old = {"elders": timezone.now() - timedelta(hours=3)}
    cache.set(WORKERS_SEEN, cache.get(WORKERS_SEEN) | old, None)
    found = {each.label: each for each in findings()}
    assert found["Klok"].judgement == found["Werkers"].judgement == "success"
    assert "elders" not in found["Werkers"].seen
    page = client.get(reverse("administration:health"))
    assert "Er is iets mis" in page.content.decode()
    cache.delete_many([CLOCK_SEEN, WORKERS_SEEN])
