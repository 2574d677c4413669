"""Jobs with a real Celery worker, a real mail relay and kill -9."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.background import MailRelay, WorkerProcess, wait_until
from wijkportaal.foundation.jobs.actions import sweep_jobs
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import DONE, FAILED, OPEN, RUNNING, WAITING
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.mail.models import Letter

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def relay():
    relay = MailRelay()
    yield relay
    relay.stop()


@pytest.fixture
def worker(relay):
    worker = WorkerProcess(relay, processes=2)
    yield worker
    worker.kill()


def leases_run_out() -> None:
    """Let the time pass after which a silent worker has lost its jobs, and sweep."""
    past = timezone.now() - timedelta(minutes=5)
    Job.objects.filter(state=RUNNING).update(lease_until=past, sent_at=past)
    Job.objects.filter(state=WAITING).update(sent_at=past, due_at=past)
    sweep_jobs()


def test_no_letter_is_lost_when_workers_are_killed(relay, worker):
    relay.seconds = 0.05
    letters = 60
    for number in range(letters):
        send_letter(to=f"bewoner{number}@voorbeeld.example", subject=f"Brief {number}", body="Dag")
    for finished in (10, 25, 40):
        worker.start()
        wait_until(lambda least=finished: Job.objects.filter(state=DONE).count() >= least, what="some work")
        worker.kill()
        leases_run_out()
    worker.start()
    wait_until(lambda: not Job.objects.filter(state__in=OPEN).exists(), seconds=60, what="all work")
    assert Counter(Job.objects.values_list("state", flat=True)) == {DONE: letters}
    assert not Letter.objects.filter(sent_at=None).exists()
    ids = Counter(letter["Message-ID"] for letter in relay.letters)
    assert len(ids) == letters
    # A worker that dies between the relay's yes and its commit sends once more, under the same message id:
    # three kills of two processes can double six letters at most.
    assert sum(ids.values()) <= letters + 6


def test_a_relay_that_is_busy_is_tried_again(relay, worker):
    relay.refusing = True
    letter = send_letter(to="bewoner@voorbeeld.example", subject="Brief", body="Dag")
    worker.start()
    wait_until(lambda: Job.objects.filter(state=WAITING, attempts=1).exists(), what="a first try")
    relay.refusing = False
    leases_run_out()
    wait_until(lambda: Job.objects.filter(state=DONE).exists(), what="a second try")
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert [found["To"] for found in relay.letters] == ["bewoner@voorbeeld.example"]
    assert not Job.objects.filter(state=FAILED).exists()
