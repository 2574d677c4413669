from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from celery import shared_task
from django.utils.translation import gettext as _

from programmes.editions.documents import print_variants
from programmes.editions.queries import brochure_of
from programmes.editions.snapshots import as_data, fingerprint, from_data
from programmes.editions.states import SCREEN
from programmes.printruns import actions
from programmes.printruns.actions import Made
from programmes.printruns.checklist import check, links_in
from programmes.printruns.links import dead_links
from programmes.printruns.models import PROOF_FILE, AreaPrint, PrintRun
from programmes.printruns.queries import PRINT_JOB, intact_bytes, is_final, same_file
from programmes.printruns.states import DRAFT, FINAL, PRINTING, PROOF
from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import JobFailed, handles

# Seconds between two reports.
REPORT_EVERY = 0.5


class Stopped(Exception):
    """Someone stopped the print run while this area was being made."""


@handles(PRINT_JOB)
def print_area(work: Work, *, area_print: int) -> None:
    """Make the proof or the files of one area, and see to it that the next area is asked for."""
    found = AreaPrint.objects.select_related("run", "programme__area").filter(pk=area_print).first()
    if found is None:
        raise JobFailed(_("Dit gebied doet niet meer mee."))
    try:
        make = {PROOF: make_proof, FINAL: make_finals}.get(found.asked)
        if make and _goes_on(found):
            make(work, found)
    except Stopped:
        with work.finishing(_("Stilgelegd.")):
            pass
    finally:
        actions.continue_run(found.run_id)


def make_proof(work: Work, area: AreaPrint) -> None:
    """Keep the brochure as it is now, look it over, and show it; what did not change is not made again."""
    work.report(message=_("De teksten, foto’s en kaart worden verzameld."))
    brochure = replace(brochure_of(area.programme, area.run.language), proof="")
    mark = fingerprint(brochure, area.run.design)
    old = area.proof if area.fingerprint == mark else None
    made = old if old and intact_bytes(old) is not None else None
    if made is None:
        shown = replace(brochure, proof=_("Proef van %(run)s") % {"run": area.run})
        printed = print_variants(
            shown, [SCREEN], design=area.run.design, report=pages_of(work, area, len(brochure.projects))
        )[SCREEN]
        made = actions.store(printed, variant=PROOF_FILE, fingerprint=mark)
    findings = check(
        brochure,
        pages=made.pages,
        most_pages=area.run.most_pages,
        is_adopted=is_final(area.programme),
        dead=dead_links(links_in(brochure)),
    )
    with work.finishing(_("%(pages)s bladzijden") % {"pages": made.pages}):
        actions.keep_proof(
            area,
            content=as_data(brochure),
            fingerprint=mark,
            findings=findings,
            proof=None if made is old else made,
        )


def make_finals(work: Work, area: AreaPrint) -> None:
    """Make what was approved, in every variant that is not there yet."""
    brochure = from_data(area.content)
    made: list[Made] = []
    lacking: dict[str, str] = {}
    for variant in area.run.variants:
        mark = fingerprint(brochure, area.run.design, variant)
        if there := same_file(mark, variant):
            made.append(_as_made(there))
        else:
            lacking[variant] = mark
    if lacking:
        report = pages_of(work, area, len(brochure.projects))
        printed = print_variants(brochure, list(lacking), design=area.run.design, report=report)
        work.report(message=_("De bestanden worden bewaard."))
        made += [
            actions.store(rendered, variant=variant, fingerprint=lacking[variant])
            for variant, rendered in printed.items()
        ]
    with work.finishing(_("%(number)s bestanden") % {"number": len(made)}):
        actions.keep_finals(area, made)


def _as_made(file) -> Made:
    return Made(file.variant, file.fingerprint, file.file, file.sha256, file.size, file.pages)


def _goes_on(area: AreaPrint) -> bool:
    state = {PROOF: DRAFT, FINAL: PRINTING}[area.asked]
    return PrintRun.objects.filter(pk=area.run_id, state=state).exists()


def pages_of(work: Work, area: AreaPrint, projects: int) -> Callable[[int], None]:
    """Return what tells how far the layout is, and ends it when the run was stopped."""
    expected, told_at = 10 + projects // 2, 0.0

    def report(page: int) -> None:
        nonlocal expected, told_at
        if monotonic() - told_at < REPORT_EVERY:
            return
        told_at, expected = monotonic(), max(expected, page + 2)
        if not _goes_on(area):
            raise Stopped
        work.report(
            done=page, total=expected, message=_("Bladzijde %(page)s wordt opgemaakt.") % {"page": page}
        )

    return report


@shared_task(name="printruns.continue_runs")
def continue_runs_task() -> None:
    """Continue the print runs that lie still."""
    actions.continue_runs()
