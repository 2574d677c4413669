from datetime import timedelta

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

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


def test_a_job_that_ended_while_the_page_was_made_renews_it(rf):
    """The page has read the record before the job wrote to it, and the job after."""
    template, owner = Template("{% load jobs %}{% job_progress job %}"), PersonFactory()
    request = rf.get("/")
    request.began_at = timezone.now()

    def shown(person, ended: timedelta) -> str:
        found = job(requested_by=owner, state=DONE, finished_at=request.began_at + ended)
        return template.render(Context({"job": found, "user": person, "request": request}))

    assert 'hx-trigger="every' in shown(owner, timedelta(milliseconds=20))
    # Its end was written before the page began, and could be read only after.
    assert 'hx-trigger="every' in shown(owner, timedelta(milliseconds=-20))
    assert "hx-trigger" not in shown(owner, timedelta(seconds=-1))
    assert "hx-trigger" not in shown(PersonFactory(), timedelta(milliseconds=20))
