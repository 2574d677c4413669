import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from programmes.editions.models import Edition
from programmes.printruns import actions, tasks
from programmes.printruns.models import AreaPrint, PrintedFile
from programmes.printruns.queries import areas_of, progress_of
from programmes.yearly import actions as yearly
from tests.programmes.printruns.conftest import area_named
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def proven(run, work_all):
    work_all()
    return run


@pytest.fixture
def printed(proven, work_all, manager):
    actions.change_state(proven, "approve", by=manager)
    work_all()
    proven.refresh_from_db()
    return proven


def finals(run) -> dict[str, list[str]]:
    return {area.area.name: [file.variant for file in area.finals] for area in areas_of(run)}


def test_every_area_gets_a_proof_and_a_check_list(proven, press):
    areas = areas_of(proven)
    assert [(area.area.name, area.proof.pages, area.is_blocked) for area in areas] == [
        ("Molenwijk", 8, False),
        ("Noord", 8, False),
        ("Zuid", 8, False),
    ]
    assert press.asked == [(name, ("screen",)) for name in ("Molenwijk", "Noord", "Zuid")]
    assert {finding["kind"] for finding in areas[0].findings} == {"missing"}
    assert progress_of(proven, areas).proofs == 3


def test_no_more_areas_are_under_way_than_the_workers_can_do(programmes, manager, press, settings, work_all):
    settings.CELERY_WORKER_CONCURRENCY = 1
    run = actions.begin_run(programmes, by=manager, title="Programma’s", year=2026)
    assert Job.objects.filter(state="waiting").count() == 2
    actions.continue_run(run.pk)
    assert Job.objects.count() == 2
    work_all()
    assert all(area.checked_at for area in areas_of(run))


def test_approval_makes_every_variant_of_every_area_once(printed, press):
    assert printed.state == "ready"
    assert finals(printed) == {name: ["screen", "print"] for name in ("Molenwijk", "Noord", "Zuid")}
    assert len(press.asked) == 6
    assert len({job.pk for job in Job.objects.all()}) == 6


def test_what_is_printed_is_what_the_proof_showed(proven, press, work_all, manager, programmes):
    area = programmes[0].area
    area.name = "Andersgenoemd"
    area.save()
    actions.change_state(proven, "approve", by=manager)
    work_all()
    assert ("Molenwijk", ("screen", "print")) in press.asked


def test_an_unchanged_programme_is_not_made_again_and_a_changed_one_alone_is(
    printed, press, work_all, manager
):
    before = {file.area_print_id: file.sha256 for file in PrintedFile.objects.filter(variant="print")}
    actions.change_state(printed, "reopen", by=manager, reason="Een fout in Noord")
    changed = area_named(printed, "Noord").programme
    changed.__class__.objects.filter(pk=changed.pk).update(intro="Een nieuwe inleiding.")
    press.asked.clear()
    actions.ask_proofs(printed, by=manager)
    work_all()
    actions.change_state(printed, "approve", by=manager)
    work_all()
    assert press.asked == [("Noord", ("screen",)), ("Noord", ("screen", "print"))]
    after = {file.area_print_id: file.sha256 for file in PrintedFile.objects.filter(variant="print")}
    assert {pk for pk in after if after[pk] != before[pk]} == {area_named(printed, "Noord").pk}


def test_one_failed_area_does_not_fail_the_rest(proven, press, work_all, manager):
    press.broken.add("Noord")
    actions.change_state(proven, "approve", by=manager)
    work_all()
    proven.refresh_from_db()
    assert proven.state == "printing"
    assert finals(proven) == {"Molenwijk": ["screen", "print"], "Noord": [], "Zuid": ["screen", "print"]}
    failed = area_named(proven, "Noord")
    assert (failed.has_failed, failed.job.message) == (True, "Er ging iets mis met de foto.")
    assert progress_of(proven, areas_of(proven)).failed == 1
    # The clock does not try for ever; a person does.
    actions.continue_runs()
    assert work_all() == 0
    press.broken.clear()
    actions.retry_area(failed, by=manager)
    work_all()
    proven.refresh_from_db()
    assert proven.state == "ready"


def test_a_failed_area_can_be_left_out_with_a_reason(proven, press, work_all, manager):
    press.broken.add("Noord")
    actions.change_state(proven, "approve", by=manager)
    work_all()
    with pytest.raises(TransitionRefused, match="waarom"):
        actions.leave_out(area_named(proven, "Noord"), because=" ", by=manager)
    actions.leave_out(area_named(proven, "Noord"), because="De foto komt later.", by=manager)
    proven.refresh_from_db()
    assert proven.state == "ready"


def test_a_stopped_run_goes_on_where_it_was(proven, press, work_all, manager):
    actions.change_state(proven, "approve", by=manager)
    first = Job.objects.filter(state="waiting").order_by("pk").first()
    run_job(first.pk)
    actions.change_state(proven, "stop", by=manager)
    press.asked.clear()
    work_all()
    assert press.asked == []
    assert sum(bool(files) for files in finals(proven).values()) == 1
    actions.change_state(proven, "resume", by=manager)
    work_all()
    proven.refresh_from_db()
    assert proven.state == "ready"
    assert len(press.asked) == 2


def test_a_run_that_is_stopped_while_an_area_is_laid_out_keeps_nothing_of_it(
    proven, press, work_all, manager, monkeypatch
):
    actions.change_state(proven, "approve", by=manager)
    begun = []

    def printing(brochure, variants, *, design, report=None):
        begun.append(brochure.area_name)
        actions.change_state(proven, "stop", by=manager)
        return press(brochure, variants, design=design, report=report)

    monkeypatch.setattr(tasks, "print_variants", printing)
    work_all()
    assert len(begun) == 1
    assert finals(proven) == {"Molenwijk": [], "Noord": [], "Zuid": []}


def test_a_published_run_is_frozen_and_a_reprint_is_the_same(printed, programmes, manager, media):
    yearly.change_state(programmes[0], "publish", by=manager)
    content = {
        file.pk: default_storage.open(file.file).read()
        for file in PrintedFile.objects.exclude(variant="proof")
    }
    actions.change_state(printed, "publish", by=manager)
    files = list(PrintedFile.objects.all())
    assert {file.pk: default_storage.open(file.file).read() for file in files} == content
    assert all(file.is_frozen for file in files)
    for change in (
        lambda: PrintedFile.objects.filter(pk=files[0].pk).update(sha256="0" * 64),
        lambda: PrintedFile.objects.filter(pk=files[0].pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    # The public page gives what was delivered, of what is published.
    assert {(e.programme.area.name, e.variant) for e in Edition.objects.all()} == {
        ("Molenwijk", "screen"),
        ("Molenwijk", "print"),
    }


def test_a_run_publishes_itself_when_that_was_asked(proven, work_all, manager):
    proven.__class__.objects.filter(pk=proven.pk).update(publish_when_made=True)
    actions.change_state(proven, "approve", by=manager)
    work_all()
    proven.refresh_from_db()
    assert (proven.state, proven.published_at is not None) == ("published", True)


def test_approval_is_refused_without_proofs_and_with_what_must_change(
    run, work_all, manager, make_programme, press
):
    with pytest.raises(TransitionRefused, match="nog geen proef"):
        actions.change_state(run, "approve", by=manager)
    draft = make_programme("Oost", adopted=False)
    other = actions.begin_run([draft], by=manager, title="Oost", year=2026)
    work_all()
    with pytest.raises(TransitionRefused, match="Oost"):
        actions.change_state(other, "approve", by=manager)


def test_too_many_pages_may_not_be_printed(run, press, work_all):
    press.pages = 20
    work_all()
    assert all(area.is_blocked for area in areas_of(run))


def test_an_area_that_is_gone_ends_the_job(run):
    job = Job.objects.first()
    AreaPrint.objects.filter(pk=job.arguments["area_print"]).delete()
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "Dit gebied doet niet meer mee.")
