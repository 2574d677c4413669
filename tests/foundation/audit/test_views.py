import pytest
import rules
from django.urls import reverse

from tests.factories.people import PersonFactory
from wijkportaal.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


def address(obj) -> str:
    return reverse("audit:history", args=[obj._meta.label_lower, obj.pk])


def test_history_is_for_who_may_see_it(client):
    person = PersonFactory()
    assert client.get(address(person)).status_code == 302
    client.force_login(person)
    assert client.get(address(person)).status_code == 403
    technician = PersonFactory(is_staff=True, is_superuser=True)
    client.force_login(technician)
    answer = client.get(address(person))
    assert answer.status_code == 200
    assert f"Geschiedenis van {person}" in answer.content.decode()


def test_what_has_no_history_is_not_found(client):
    client.force_login(PersonFactory(is_staff=True, is_superuser=True))
    job = Job.objects.create(kind="proef", subject="Proef")
    assert client.get(address(job)).status_code == 404
    assert client.get("/geschiedenis/bestaat.niet/1").status_code == 404
    assert client.get("/geschiedenis/onzin/1").status_code == 404
    assert client.get("/geschiedenis/people.person/999999").status_code == 404


def test_permission_exists():
    assert rules.perm_exists("audit.view_history")
