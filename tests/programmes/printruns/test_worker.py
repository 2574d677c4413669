"""A print run with real Celery workers and kill -9: it completes, and each file is there once."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from programmes.printruns import actions
from programmes.printruns.models import PrintedFile
from programmes.printruns.queries import intact_bytes
from tests.background import MailRelay, WorkerProcess, wait_until
from wijkportaal.foundation.jobs.actions import sweep_jobs
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import FAILED, RUNNING, WAITING

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AREAS = 6


@pytest.fixture
def worker():
    relay = MailRelay()
    worker = WorkerProcess(relay, processes=2)
    yield worker
    worker.kill()
    relay.stop()


def time_passes() -> None:
    """Let the leases of the dead run out, and do what the clock does."""
    past = timezone.now() - timedelta(minutes=5)
    Job.objects.filter(state=RUNNING).update(lease_until=past, sent_at=past)
    Job.objects.filter(state=WAITING).update(sent_at=past, due_at=past)
    actions.continue_runs()
    sweep_jobs()


def cut_connections() -> None:
    """End every other connection with the database, as a restart of PostgreSQL does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_run_completes_when_workers_and_the_database_are_killed(make_programme, manager, worker):
    programmes = [make_programme(f"Wijk {number}") for number in range(AREAS)]
    run = actions.begin_run(programmes, by=manager, title="Programma’s 2026", year=2026)
    worker.start()
    wait_until(
        lambda: PrintedFile.objects.filter(variant="proof").count() == AREAS, seconds=120, what="the proofs"
    )
    actions.change_state(run, "approve", by=manager)
    wait_until(lambda: PrintedFile.objects.filter(variant="print").exists(), seconds=60, what="a first area")
    worker.kill()
    time_passes()
    worker.start()
    wait_until(
        lambda: PrintedFile.objects.filter(variant="print").count() >= 2, seconds=60, what="a second area"
    )
    cut_connections()

    def is_ready() -> bool:
        time_passes_if_still()
        run.refresh_from_db()
        return run.state == "ready"

    def time_passes_if_still() -> None:
        if not Job.objects.filter(state=RUNNING, lease_until__gt=timezone.now()).exists():
            time_passes()

    wait_until(is_ready, seconds=120, what="the whole run")
    made = Counter(PrintedFile.objects.values_list("area_print__programme__area__name", "variant"))
    assert made == {(p.area.name, v): 1 for p in programmes for v in ("proof", "screen", "print")}
    assert [file.file_name for file in PrintedFile.objects.all() if intact_bytes(file) is None] == []
    assert not Job.objects.filter(state=FAILED).exists()
