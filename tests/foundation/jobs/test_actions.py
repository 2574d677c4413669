from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories.people import PersonFactory
from wijkportaal.foundation.jobs import actions
from wijkportaal.foundation.jobs.actions import Work, request_job, retry_job, run_job, sweep_jobs
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.registry import HANDLERS, JobFailed, JobLost, handles
from wijkportaal.foundation.jobs.states import DONE, FAILED, MAX_ATTEMPTS, RUNNING, WAITING

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    """The jobs that were put in the queue; no worker takes them."""
    numbers: list[int] = []
    monkeypatch.setattr(actions, "send_to_worker", numbers.append)
    return numbers


@pytest.fixture
def handler():
    """`handler(function)`: let this function do the jobs of kind `proef`."""

    def register(function):
        handles("proef")(function)
        return function

    yield register
    HANDLERS.pop("proef", None)


def test_request_job_sends_after_commit(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = request_job("proef", subject="Een proef", by=PersonFactory(), arguments={"n": 1})
        assert sent == []
    assert sent == [job.pk]
    assert (job.state, job.arguments, job.attempts) == (WAITING, {"n": 1}, 0)


def test_request_job_that_is_rolled_back_leaves_nothing(sent):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        request_job("proef", subject="Een proef")
        raise ZeroDivisionError
    assert not Job.objects.exists()
    assert sent == []


def test_one_open_job_per_key(sent):
    first = request_job("proef", subject="Een proef", key="editie-3")
    assert request_job("proef", subject="Een proef", key="editie-3") == first
    assert request_job("proef", subject="Een proef", key="editie-4") != first
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="proef", subject="Een proef", key="editie-3")
    Job.objects.filter(pk=first.pk).update(state=DONE)
    assert request_job("proef", subject="Een proef", key="editie-3") != first


def test_jobs_without_a_key_are_each_their_own(sent):
    assert request_job("proef", subject="Een proef") != request_job("proef", subject="Een proef")


def test_run_job_does_the_work_once(sent, handler):
    seen = []

    @handler
    def work_through(work, *, n):
        seen.append(n)
        work.report(done=1, total=4, message="Een van vier")
        assert (work.job.refresh_from_db(), work.job.percentage) == (None, 25)
        with work.finishing("Klaar is Kees"):
            pass

    job = request_job("proef", subject="Een proef", arguments={"n": 7})
    run_job(job.pk)
    run_job(job.pk)
    job.refresh_from_db()
    assert seen == [7]
    assert (job.state, job.message, job.attempts, job.done, job.percentage) == (
        DONE,
        "Klaar is Kees",
        1,
        4,
        100,
    )
    assert job.finished_at


def test_run_job_that_does_not_say_so_is_done_too(sent, handler):
    handler(lambda work: None)
    job = request_job("proef", subject="Een proef")
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == DONE


def test_run_job_of_a_job_that_is_gone_is_quiet():
    run_job(987654321)


def test_a_job_that_is_not_due_waits(sent, handler):
    handler(lambda work: None)
    job = request_job("proef", subject="Een proef", due_at=timezone.now() + timedelta(hours=1))
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, sent) == (WAITING, [])


def test_lasting_failure_ends_with_its_reason(sent, handler):
    @handler
    def fail(work):
        raise JobFailed("De kaart ontbreekt.")

    job = request_job("proef", subject="Een proef")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message, job.attempts) == (FAILED, "De kaart ontbreekt.", 1)


def test_unknown_work_fails_with_a_reason(sent):
    job = request_job("bestaat.niet", subject="Een proef")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == (FAILED, "Dit soort werk bestaat niet meer.")


def test_a_fault_is_tried_three_times_and_then_ends(sent, handler):
    tries = []

    @handler
    def break_down(work):
        tries.append(work.job.attempts)
        raise RuntimeError("kapot")

    job = request_job("proef", subject="Een proef")
    for _ in range(MAX_ATTEMPTS + 2):
        run_job(job.pk)
        job.refresh_from_db()
        if job.state == WAITING:
            assert job.due_at > timezone.now()
            Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    assert tries == [1, 2, 3]
    assert job.state == FAILED
    assert "meld het dan bij de beheerder" in job.message


def test_the_effect_and_the_end_are_written_together(sent, handler):
    @handler
    def half_way(work):
        with work.finishing():
            PersonFactory(email="half@voorbeeld.example")
            raise RuntimeError("stroom uit")

    job = request_job("proef", subject="Een proef")
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == WAITING
    assert not type(PersonFactory.build()).objects.filter(email="half@voorbeeld.example").exists()


def test_a_job_that_was_taken_over_has_no_effect(sent, handler):
    @handler
    def slow(work):
        Job.objects.filter(pk=work.job.pk).update(attempts=2)  # another worker claimed it
        with pytest.raises(JobLost):
            work.report(done=1)
        with work.finishing():
            PersonFactory(email="dubbel@voorbeeld.example")

    job = request_job("proef", subject="Een proef")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (RUNNING, 2)
    assert not type(PersonFactory.build()).objects.filter(email="dubbel@voorbeeld.example").exists()


def test_a_running_job_is_left_alone_until_its_lease_is_over(sent, handler):
    seen = []
    handler(lambda work: seen.append(work.job.attempts))
    job = request_job("proef", subject="Een proef")
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(state=RUNNING, attempts=1, lease_until=now + timedelta(seconds=5))
    run_job(job.pk)
    assert seen == []
    Job.objects.filter(pk=job.pk).update(lease_until=now - timedelta(seconds=1))
    run_job(job.pk)
    assert seen == [2]


def test_a_job_that_keeps_killing_its_worker_ends(sent, handler):
    handler(lambda work: pytest.fail("not a fourth time"))
    job = request_job("proef", subject="Een proef")
    past = timezone.now() - timedelta(minutes=1)
    Job.objects.filter(pk=job.pk).update(state=RUNNING, attempts=MAX_ATTEMPTS, lease_until=past)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.finished_at is not None) == (FAILED, True)


def test_the_sweep_sends_what_lies_still_and_nothing_else(sent):
    now = timezone.now()
    past, long_ago = now - timedelta(seconds=30), now - timedelta(minutes=10)

    def job(**fields):
        return Job.objects.create(kind="proef", subject="Een proef", **fields).pk

    never_sent = job(due_at=past)
    lost_on_the_way = job(due_at=long_ago, sent_at=long_ago)
    retried = job(due_at=past, sent_at=long_ago)
    dead_worker = job(state=RUNNING, due_at=long_ago, sent_at=long_ago, lease_until=past)
    job(due_at=past, sent_at=past)
    job(due_at=now + timedelta(hours=1))
    job(state=RUNNING, due_at=long_ago, sent_at=long_ago, lease_until=now + timedelta(seconds=30))
    job(state=DONE, due_at=long_ago)
    job(state=FAILED, due_at=long_ago)
    assert sweep_jobs() == 4
    assert sorted(sent) == sorted([never_sent, lost_on_the_way, retried, dead_worker])
    assert sweep_jobs() == 0


def test_without_redis_the_sweep_marks_nothing_as_sent(monkeypatch):
    def gone(_job_id):
        raise ConnectionError

    monkeypatch.setattr(actions, "send_to_worker", gone)
    job = Job.objects.create(kind="proef", subject="Een proef", due_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(ConnectionError):
        sweep_jobs()
    job.refresh_from_db()
    assert job.sent_at is None


def test_retry_job_starts_afresh(sent, django_capture_on_commit_callbacks):
    job = Job.objects.create(
        kind="proef", subject="Een proef", state=FAILED, attempts=3, message="Mis", finished_at=timezone.now()
    )
    with django_capture_on_commit_callbacks(execute=True):
        job = retry_job(job, by=PersonFactory())
    assert (job.state, job.attempts, job.message, job.finished_at) == (WAITING, 0, "", None)
    assert sent == [job.pk]


def test_retry_job_leaves_what_did_not_fail(sent):
    job = request_job("proef", subject="Een proef")
    Job.objects.filter(pk=job.pk).update(state=DONE)
    assert retry_job(job, by=None).state == DONE


def test_retry_job_with_an_open_twin_returns_that(sent):
    failed = Job.objects.create(kind="proef", subject="Een proef", key="editie-3", state=FAILED)
    twin = request_job("proef", subject="Een proef", key="editie-3")
    assert retry_job(failed, by=None) == twin
    failed.refresh_from_db()
    assert failed.state == FAILED


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_renewed_while_a_handler_works(sent, handler, monkeypatch):
    import time

    monkeypatch.setattr(actions, "HEARTBEAT", timedelta(milliseconds=50))
    leases = []

    @handler
    def slow(work):
        for _ in range(3):
            leases.append(Job.objects.get(pk=work.job.pk).lease_until)
            time.sleep(0.15)

    run_job(request_job("proef", subject="Een proef").pk)
    assert leases == sorted(set(leases))
    assert len(leases) == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_have_the_same_job(sent, handler):
    import threading

    from django.db import connection

    seen, start = [], threading.Barrier(4)
    handler(lambda work: seen.append(work.job.pk))
    jobs = [request_job("proef", subject=f"Proef {n}").pk for n in range(10)]

    def worker():
        start.wait()
        for pk in jobs:
            run_job(pk)
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == sorted(jobs)


def test_handles_refuses_a_second_function_for_one_kind(handler):
    handler(lambda work: None)
    with pytest.raises(ValueError, match="Two functions handle proef"):
        handles("proef")(lambda work: None)


def test_progress_cannot_exceed_a_hundred(sent):
    job = Job(done=12, total=10)
    assert job.percentage == 100
    assert Job().percentage is None
    assert Work(job).finished is False
