from areas.imports import actions
from areas.imports.actions import apply_import, make_plan, order_of
from areas.imports.models import ImportBatch
from wijkportaal.foundation.batches.actions import ImportRefused, keep_preview
from wijkportaal.foundation.batches.states import APPLIED, UPLOADED
from wijkportaal.foundation.jobs.registry import JobFailed, handles
from wijkportaal.foundation.people.models import Person


@handles("imports.preview_import")
def preview_import(work, *, batch: int) -> None:
    """Look at a big file and keep what it would change."""
    found = ImportBatch.objects.get(pk=batch)
    if found.state != UPLOADED:
        return
    with found.file.open("rb") as upload:
        plan = make_plan(upload, order_of(found), lambda done, total: work.report(done=done, total=total))
    with work.finishing():
        keep_preview(found, plan, by=None)


@handles("imports.apply_import")
def apply_big_import(work, *, batch: int, by: int | None) -> None:
    """Apply a big file, together with the end of the job."""
    found = ImportBatch.objects.get(pk=batch)
    if found.state == APPLIED:
        return
    person = Person.objects.filter(pk=by).first()
    try:
        with work.finishing():
            apply_import(found, by=person, progress=lambda done, total: None)
    except ImportRefused as problem:
        # What the refusal kept of the new preview went with the transaction.
        actions.preview_import(ImportBatch.objects.get(pk=batch), by=person)
        raise JobFailed(str(problem)) from problem
