import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import GemeenteFactory
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.privacy.actions import clear_everything
from wijkportaal.foundation.privacy.models import Export, KeepingTerm
from wijkportaal.foundation.privacy.queries import term_of
from wijkportaal.foundation.privacy.registry import RETENTIONS

pytestmark = pytest.mark.django_db


def test_a_copy_is_asked_for_and_fetched_by_oneself_alone(client):
    person, other = PersonFactory(), PersonFactory()
    client.force_login(person)
    assert "Maak een kopie" in client.get(reverse("privacy:mine")).text
    assert client.get(reverse("privacy:download")).status_code == 404
    client.post(reverse("privacy:mine"))
    run_job(Export.objects.get().job_id)
    assert "Haal uw kopie op" in client.get(reverse("privacy:mine")).text
    answer = client.get(reverse("privacy:download"))
    assert (answer["Content-Type"], answer.content[:2]) == ("application/zip", b"PK")
    client.force_login(other)
    assert client.get(reverse("privacy:download")).status_code == 404


def test_leaving_needs_the_code_of_this_session(client):
    person = PersonFactory(email="weg@voorbeeld.example")
    client.force_login(person)
    address = reverse("privacy:leave")
    assert "Code uit de e-mail" not in client.get(address).text
    assert "Vraag een nieuwe code" in client.post(address, {"code": "BCDF-GHJK-MNPQ"}).text
    client.post(address, {"do": "send"})
    code = re.search(r"\w{4}-\w{4}-\w{4}", Letter.objects.get().body).group()
    wrong = client.post(address, {"code": "bc"})
    assert wrong.status_code == 422 and "Kijk in de laatste e-mail" in wrong.text
    for _each in range(5):
        assert client.post(address, {"code": "BCDF-GHJK-MNPQ"}).status_code == 422
    assert client.post(address, {"code": code}).status_code == 422, (
        "after five tries the code is worth nothing"
    )
    assert Person.objects.get(pk=person.pk).is_active

    client.post(address, {"do": "send"})
    code = re.search(r"\w{4}-\w{4}-\w{4}", Letter.objects.latest("pk").body).group()
    assert client.post(address, {"code": code.lower()}, follow=True).redirect_chain[-1][0] == reverse(
        "privacy:gone"
    )
    assert not Person.objects.get(pk=person.pk).is_active
    assert not Letter.objects.filter(to="weg@voorbeeld.example").exists()
    assert client.get(reverse("privacy:mine")).status_code == 302


def test_everyone_can_read_how_long_what_is_kept(client):
    page = client.get(reverse("privacy:retention")).text
    assert "Wie een signaal doorgaf" in page and "6 maanden" in page and "2 jaar" in page


def test_a_beheerder_sets_a_term_after_seeing_what_goes(client):
    client.force_login(person_with("administrator", GemeenteFactory(), full_name="Bea"))
    Letter.objects.create(
        to="x@voorbeeld.example", subject="Oud", body="x", sent_at=timezone.now() - timedelta(days=20)
    )
    address = reverse("privacy:term", args=["mail.letters"])
    for typed in ("", "0", "121", "9" * 40, "drie", "1.5"):
        wrong = client.post(address, {"days": typed, "seen": typed})
        assert (wrong.status_code, KeepingTerm.objects.count()) == (422, 0), typed
    looked = client.post(address, {"days": "14"})
    assert "gaat bij het volgende opruimen 1 weg; bij de termijn van nu 0." in looked.text
    assert client.post(address, {"days": "14", "seen": "15"}).status_code == 200
    assert not KeepingTerm.objects.exists(), "only what somebody saw is saved"
    assert client.post(address, {"days": "14", "seen": "14"}).status_code == 302
    assert "14 dagen" in client.get(reverse("privacy:retention")).text
    assert "Verstuurde e-mails: 14 dagen." in client.get(reverse("operations:privacy")).text
    assert "van uw gemeente" in client.get(reverse("privacy:clearing")).text
    clear_everything()
    assert not Letter.objects.filter(subject="Oud").exists()
    client.post(address, {"days": "30", "seen": "30"})
    assert not KeepingTerm.objects.exists() and term_of("mail.letters") == timedelta(days=30)
    assert client.get(reverse("privacy:term", args=["nergens"])).status_code == 404
    for retention in RETENTIONS.values():
        assert retention.would_go(retention.least) >= 0
