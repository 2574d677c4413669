import pytest
from django.template import Context, Template
from django.urls import reverse

from tests.factories.people import PersonFactory
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import DONE, RUNNING

pytestmark = pytest.mark.django_db


def job(**fields) -> Job:
    return Job.objects.create(kind="proef", subject="De brochure maken", **fields)


def test_progress_is_for_who_asked(client):
    owner = PersonFactory()
    address = reverse("jobs:progress", args=[job(requested_by=owner, state=RUNNING, done=1, total=4).pk])
    assert client.get(address).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(address).status_code == 404
    client.force_login(owner)
    answer = client.get(address)
    assert 'value="25"' in answer.content.decode()
    assert "HX-Refresh" not in answer


def test_progress_of_what_ended_shows_the_result(client):
    owner = PersonFactory()
    client.force_login(owner)
    answer = client.get(reverse("jobs:progress", args=[job(requested_by=owner, state=DONE).pk]))
    assert answer["HX-Refresh"] == "true"
    assert "hx-get" not in answer.content.decode()


def test_progress_tag_asks_again_while_open_for_who_may_follow_it():
    template, owner, other = (
        Template("{% load jobs %}{% job_progress job %}"),
        PersonFactory(),
        PersonFactory(),
    )

    def shown(person, **fields) -> str:
        return template.render(Context({"job": job(requested_by=owner, **fields), "user": person}))

    assert 'hx-trigger="every' in shown(owner)
    assert "hx-trigger" not in shown(owner, state=DONE)
    # The address to ask at is closed to others: they see how far it was when the page came.
    assert "hx-trigger" not in shown(other)
    assert "De brochure maken" in shown(other)
