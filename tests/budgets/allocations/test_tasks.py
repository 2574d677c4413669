"""A worker that dies in a run of 300 areas: everything happens, and happens once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from budgets.allocations.actions import carrying_out
from budgets.decisions.models import Decision
from budgets.ledger.models import Entry
from budgets.ledger.queries import proof
from tests.budgets.allocations.conftest import Town
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job

AREAS = 300


class Killed(BaseException):
    """As a worker goes that is killed: nothing of ours may catch it."""


@pytest.mark.django_db
def test_a_worker_killed_in_a_run_of_300_areas_goes_on_where_it_was(monkeypatch):
    town = Town({"Aldwier": 100} | {f"Dorp {number}": 50 + number for number in range(AREAS - 1)})
    run = town.decide(town.run())
    job = Job.objects.get(kind="allocations.carry_out")
    done = 0

    def book_and_die(*arguments, **options):
        nonlocal done
        done += 1
        booked = carrying_out_book(*arguments, **options)
        if done in {60, 200}:
            raise Killed  # booked, not committed
        return booked

    carrying_out_book = carrying_out.book
    monkeypatch.setattr(carrying_out, "book", book_and_die)
    for expected in (59, 198):
        with pytest.raises(Killed):
            run_job(job.pk)
        assert Entry.objects.count() == Decision.objects.count() == expected
        assert run.allocations.exclude(done_at=None).count() == expected
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    run_job(job.pk)
    run.refresh_from_db()
    job.refresh_from_db()
    assert (run.state, job.state, job.done) == ("executed", "done", AREAS)
    assert Entry.objects.count() == Decision.objects.count() == AREAS
    assert sorted(Decision.objects.values_list("sequence", flat=True)) == list(range(1, AREAS + 1))
    assert list(proof()) == []
