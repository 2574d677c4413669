import pytest

from programmes.editions import tasks
from programmes.editions.actions import request_edition
from programmes.editions.models import Edition
from wijkportaal.foundation.documents.rendering import Rendered
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_print_edition_makes_the_proof_that_was_asked_for(programme, manager):
    job = request_edition(programme, variant="screen", by=manager)
    run_job(job.pk)
    job.refresh_from_db()
    edition = Edition.objects.get()
    assert (job.state, job.done) == ("done", job.total)
    assert (edition.is_proof, edition.made_by, edition.variant) == (True, manager, "screen")
    assert edition.read().startswith(b"%PDF-1.7")
    assert f"{edition.pages} bladzijden" in job.message


def test_a_worker_killed_while_it_prints_leaves_one_edition(programme, publish, monkeypatch):
    publish(programme)
    job = request_edition(programme, variant="screen", by=None)
    real = tasks.print_brochure

    class Killed(BaseException):
        pass

    def killed(*args, **kwargs):
        real(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(tasks, "print_brochure", killed)
    with pytest.raises(Killed):
        run_job(job.pk)
    assert Edition.objects.count() == 0
    # Its lease runs out, the sweep sends it to another worker, and the first one comes back late.
    Job.objects.filter(pk=job.pk).update(state="waiting")
    monkeypatch.setattr(tasks, "print_brochure", real)
    run_job(job.pk)
    run_job(job.pk)
    assert Edition.objects.count() == 1
    job.refresh_from_db()
    assert job.state == "done"


def test_what_was_published_and_printed_is_not_made_again(programme, publish, monkeypatch):
    publish(programme)
    run_job(request_edition(programme, variant="screen", by=None).pk)
    monkeypatch.setattr(tasks, "print_brochure", lambda *a, **k: pytest.fail("printed again"))
    job = request_edition(programme, variant="screen", by=None)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    assert Edition.objects.count() == 1


def test_a_programme_published_while_it_was_printed_gives_a_proof(programme, publish, monkeypatch):
    job = request_edition(programme, variant="screen", by=None)

    def slow(brochure, **options):
        publish(programme)
        return Rendered(b"%PDF", 4)

    monkeypatch.setattr(tasks, "print_brochure", slow)
    run_job(job.pk)
    assert Edition.objects.get().is_proof


def test_a_programme_that_is_gone_ends_the_job(programme):
    job = request_edition(programme, variant="screen", by=None)
    Job.objects.filter(pk=job.pk).update(arguments={"programme": 0, "variant": "screen"})
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "Dit programma bestaat niet meer.")
