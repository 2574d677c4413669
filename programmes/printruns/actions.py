"""Every write on print runs: choosing, proofs, approval, what the workers made, and handing over."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.editions.actions import FOLDER, adopt_edition, keep_file
from programmes.editions.models import Edition
from programmes.editions.states import VARIANTS
from programmes.printruns.checklist import Finding
from programmes.printruns.models import PROOF_FILE, AreaPrint, Delivery, PrintedFile, PrintRun
from programmes.printruns.queries import (
    PRINT_JOB,
    addresses_of,
    areas_of,
    next_to_make,
    window,
)
from programmes.printruns.states import DRAFT, FINAL, KEEP_UNUSED, PRINTING, PROOF, READY, STOPPED
from programmes.yearly.models import Programme
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.documents.rendering import Rendered
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.files.queries import left_over
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


class RunClosed(EditRefused):
    """A print run that is approved already; the message says so in Dutch."""

    def __init__(self, run: PrintRun) -> None:
        super().__init__(
            _("Deze drukgang is nu “%(state)s”. Zet hem eerst terug naar voorbereiding.")
            % {"state": run.get_state_display()}
        )


@dataclass(frozen=True)
class Made:
    """A file that a worker made, in storage already."""

    variant: str
    fingerprint: str
    file: str
    sha256: str
    size: int
    pages: int


def store(rendered: Rendered, *, variant: str, fingerprint: str) -> Made:
    """Put a finished file in storage under its checksum."""
    name = keep_file(rendered, suffix="txt" if variant == "text" else "pdf")
    checksum = hashlib.sha256(rendered.content).hexdigest()
    return Made(variant, fingerprint, name, checksum, len(rendered.content), rendered.pages)


def begin_run(programmes: Iterable[Programme], *, by, **fields) -> PrintRun:
    """Begin a print run of some programmes and ask for their proofs."""
    with recorded(by=by, action="printruns.begin_run"):
        run = PrintRun.objects.create(made_by=by, edited_by=by, **fields)
        _set_areas(run, programmes)
        ask_proofs(run, by=by)
    return run


def edit_run(
    run: PrintRun, values: Mapping[str, Any], *, programmes: Iterable[Programme], version: int, by
) -> PrintRun:
    """Change what is printed and how, of a run that was read at `version`.

    Raises EditConflict when somebody saved it in between, RunClosed when it is approved.
    """

    def then(locked: PrintRun) -> None:
        if not locked.is_draft:
            raise RunClosed(locked)
        _set_areas(locked, programmes)

    saved = save_edit(run, values, version=version, by=by, action="printruns.edit_run", then=then)
    ask_proofs(saved, by=by)
    return saved


def _set_areas(run: PrintRun, programmes: Iterable[Programme]) -> None:
    chosen = {programme.pk: programme for programme in programmes}
    run.areas.exclude(programme__in=chosen).delete()
    known = set(run.areas.values_list("programme_id", flat=True))
    counted = addresses_of(programme.area for programme in chosen.values())
    AreaPrint.objects.bulk_create(
        AreaPrint(run=run, programme=programme, addresses=counted.get(programme.area_id))
        for pk, programme in chosen.items()
        if pk not in known
    )


def ask_proofs(run: PrintRun, *, by) -> None:
    """Ask the workers for a new proof of every area; what did not change is not made again."""
    with recorded(by=by, action="printruns.ask_proofs"):
        locked = PrintRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if not locked.is_draft:
            raise RunClosed(locked)
        _ask(locked, PROOF)


def _ask(run: PrintRun, what: str) -> None:
    run.areas.filter(left_out="").update(asked=what, job=None)
    continue_run(run.pk)


def change_state(run: PrintRun, step: str, *, by, reason: str = "") -> PrintRun:
    """Take a step in the life of a run, with what follows from it. Raises as `perform` does."""
    follow = {"approve": _approve, "resume": _resume, "reopen": _reopen, "publish": _publish}
    locked = perform(
        run, step, by=by, reason=reason, then=follow.get(step) and (lambda it: follow[step](it, by))
    )
    run.refresh_from_db()
    return locked


def _approve(run: PrintRun, by) -> None:
    run.approved_at, run.approved_by = timezone.now(), by
    run.save(update_fields=["approved_at", "approved_by"])
    _ask(run, FINAL)


def _resume(run: PrintRun, by) -> None:
    continue_run(run.pk)


def _reopen(run: PrintRun, by) -> None:
    run.areas.update(asked="", job=None)


def _publish(run: PrintRun, by) -> None:
    """Freeze every file, and let the public page of each programme have what was delivered at the door."""
    run.published_at = timezone.now()
    run.save(update_fields=["published_at"])
    PrintedFile.objects.filter(area_print__run=run, variant=PROOF_FILE).delete()
    PrintedFile.objects.filter(area_print__run=run).update(is_frozen=True)
    for area in areas_of(run):
        if area.left_out or not area.programme.is_published:
            continue
        for file in area.finals:
            if file.variant in VARIANTS:
                adopt_edition(
                    area.programme,
                    variant=file.variant,
                    language=run.language,
                    file=file.file,
                    sha256=file.sha256,
                    size=file.size,
                    pages=file.pages,
                    by=by,
                )


def continue_run(run_id: int) -> None:
    """Ask for the next areas of a run, if it goes on; when all is made, say so. Safe to call at any time."""
    with recorded(by=None, action="printruns.continue_run"):
        run = PrintRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
        if run is None or run.state not in {DRAFT, PRINTING}:
            return
        for area in next_to_make(run, limit=window()):
            _request(area, run)
        if run.is_printing and all(area.is_made for area in areas_of(run) if not area.left_out):
            change_state(run, "complete", by=None)
            if run.publish_when_made:
                change_state(run, "publish", by=None)


def _request(area: AreaPrint, run: PrintRun) -> None:
    job = request_job(
        PRINT_JOB,
        subject=str(area.programme),
        by=run.made_by,
        arguments={"area_print": area.pk},
        key=f"{PRINT_JOB}:{area.pk}",
    )
    AreaPrint.objects.filter(pk=area.pk).update(job=job)


def continue_runs() -> None:
    """Continue every run that lies still: a worker that died asks for no next area."""
    waiting = AreaPrint.objects.filter(left_out="").exclude(asked="").values("run")
    for pk in PrintRun.objects.filter(state__in=(DRAFT, PRINTING), pk__in=waiting).values_list(
        "pk", flat=True
    ):
        continue_run(pk)


# --- What the workers made ------------------------------------------------------------------------------------


def keep_proof(
    area: AreaPrint, *, content: dict, fingerprint: str, findings: Sequence[Finding], proof: Made | None
) -> None:
    """Write down what the proof of an area shows and what the check list found. `proof` is None when it was there."""
    with recorded(by=None, action="printruns.keep_proof"):
        if proof:
            _replace_files(area, [proof])
        AreaPrint.objects.filter(pk=area.pk).update(
            content=content,
            fingerprint=fingerprint,
            findings=[finding.as_data for finding in findings],
            checked_at=timezone.now(),
            asked="",
        )


def keep_finals(area: AreaPrint, made: Sequence[Made]) -> None:
    """Write down the files of an area; each variant is there once."""
    with recorded(by=None, action="printruns.keep_finals"):
        _replace_files(area, made)
        wanted = [PROOF_FILE, *area.run.variants]
        PrintedFile.objects.filter(area_print=area, is_frozen=False).exclude(variant__in=wanted).delete()
        AreaPrint.objects.filter(pk=area.pk).update(asked="")


def _replace_files(area: AreaPrint, made: Sequence[Made]) -> None:
    new = {file.variant for file in made}
    PrintedFile.objects.filter(area_print=area, variant__in=new).delete()
    PrintedFile.objects.bulk_create(PrintedFile(area_print=area, **vars(file)) for file in made)


# --- One area ---------------------------------------------------------------------------------------------------


def retry_area(area: AreaPrint, *, by) -> None:
    """Try an area again that failed."""
    with recorded(by=by, action="printruns.retry_area"):
        AreaPrint.objects.filter(pk=area.pk, job__state="failed").update(job=None)
        continue_run(area.run_id)


def leave_out(area: AreaPrint, *, because: str, by) -> None:
    """Leave an area out of the run, with the reason. Raises TransitionRefused (Dutch) when that cannot be."""
    with recorded(by=by, action="printruns.leave_out", reason=because):
        run = PrintRun.objects.select_for_update(of=("self",)).get(pk=area.run_id)
        if run.state not in {DRAFT, PRINTING, STOPPED, READY}:
            raise TransitionRefused(str(RunClosed(run)))
        if not because.strip():
            raise TransitionRefused(_("Schrijf erbij waarom dit gebied niet meegaat."))
        AreaPrint.objects.filter(pk=area.pk).update(left_out=because.strip()[:200], asked="", job=None)
        continue_run(run.pk)


def take_back(area: AreaPrint, *, by) -> None:
    """Take an area in again that was left out; only while the run is prepared."""
    with recorded(by=by, action="printruns.take_back"):
        run = PrintRun.objects.select_for_update(of=("self",)).get(pk=area.run_id)
        if not run.is_draft:
            raise TransitionRefused(str(RunClosed(run)))
        AreaPrint.objects.filter(pk=area.pk).update(left_out="", asked=PROOF, job=None)
        continue_run(run.pk)


def set_addresses(area: AreaPrint, addresses: int | None, *, by) -> None:
    """Say to how many addresses of an area the brochure goes."""
    with recorded(by=by, action="printruns.set_addresses"):
        AreaPrint.objects.filter(pk=area.pk).update(addresses=addresses)


def replace_deliveries(deliveries: Sequence[Delivery], *, by) -> int:
    """Put a new delivery list in place of the old one; runs that are prepared count again. Returns its lines."""
    with recorded(by=by, action="printruns.replace_deliveries"):
        Delivery.objects.all().delete()
        Delivery.objects.bulk_create(deliveries, batch_size=2000)
        open_areas = list(
            AreaPrint.objects.filter(run__state__in=(DRAFT, PRINTING, STOPPED, READY))
            .defer("content")
            .select_related("programme__area")
        )
        counted = addresses_of(area.programme.area for area in open_areas)
        for area in open_areas:
            area.addresses = counted.get(area.programme.area_id, area.addresses)
        AreaPrint.objects.bulk_update(open_areas, ["addresses"], batch_size=500)
    return len(deliveries)


def unused_files(term: timedelta = KEEP_UNUSED) -> list[str]:
    """Return the files older than `term` of which nothing says that they are an edition or of a print run."""
    used = set(PrintedFile.objects.values_list("file", flat=True)) | set(
        Edition.objects.values_list("file", flat=True)
    )
    return left_over(FOLDER, known=used, older_than=term)


def forget_unused_files(term: timedelta = KEEP_UNUSED) -> int:
    """Delete files of which nothing says any more that they are an edition or of a print run; returns how many."""
    gone = unused_files(term)
    for path in gone:
        default_storage.delete(path)
    return len(gone)
