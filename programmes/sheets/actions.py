"""Reading projects in from a file: kept and looked at first, then all rows or none."""

from dataclasses import replace
from typing import BinaryIO

from django.core.files.base import File
from django.utils.translation import gettext as _

from programmes.projects.actions import (
    add_document,
    add_photo,
    arrange_photos,
    bring_to_state,
    create_project,
    describe_photo,
    edit_project,
    rename_document,
    set_costs,
)
from programmes.projects.calculations import fingerprint
from programmes.projects.models import Project, ProjectPhoto
from programmes.sheets.attachments import DOCUMENTS, PHOTOS, FileLine, name_in
from programmes.sheets.bundles import Bundle
from programmes.sheets.models import ProjectSheet
from programmes.sheets.plans import ProjectRow, SheetPlan, plan_projects
from programmes.sheets.queries import apply_key, is_big
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.batches.actions import ImportRefused, apply_plan, keep_file, keep_preview
from wijkportaal.foundation.files.processing import check_pdf
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.pictures.processing import UnusablePicture, prepare_picture
from wijkportaal.foundation.tables.plans import Fault
from wijkportaal.foundation.transitions.models import life_cycle_of

BESIDE = {"partners", "costs", "state", "state_reason", "start", "end", "photos", "documents"}


def receive_sheet(upload: File, *, by) -> ProjectSheet:
    """Keep an uploaded file with what it would change."""
    with recorded(by=by, action="sheets.receive_sheet"):
        return look_again(keep_file(ProjectSheet(), upload, by=by), by=by)


def look_again(sheet: ProjectSheet, *, by) -> ProjectSheet:
    """Keep with a file what it would change now."""
    with sheet.file.open("rb") as upload:
        return keep_preview(sheet, plan_projects(upload, by), by=by)


def ask_to_apply(sheet: ProjectSheet, *, by) -> ProjectSheet:
    """Read a file in at once, or let a worker do it when it is big. Raises as `apply_sheet`."""
    life_cycle_of(ProjectSheet).check("apply", sheet.state)
    if not is_big(sheet):
        return apply_sheet(sheet, by=by)
    with recorded(by=by, action="sheets.ask_to_apply"):
        request_job(
            "sheets.apply_sheet",
            subject=_("Inlezen: %(name)s") % {"name": sheet.file_name},
            by=by,
            arguments={"sheet": sheet.pk, "by": by.pk},
            key=apply_key(sheet),
        )
    return sheet


def apply_sheet(sheet: ProjectSheet, *, by) -> ProjectSheet:
    """Write what the preview showed, all of it or nothing.

    Raises ImportRefused when the portal changed since or a photo cannot be read, TransitionRefused when it was
    read in already.
    """
    with sheet.file.open("rb") as upload:
        plan = plan_projects(upload, by)
        return apply_plan(sheet, plan, lambda: write_plan(plan, by=by), by=by)


def write_plan(plan: SheetPlan, *, by) -> None:
    """Make and change the projects of a plan; none of them becomes public by it."""
    for row in plan.payload:
        project = _write(row, by=by)
        if "photos" in row.values:
            _write_photos(project, row, plan.bundle, by=by)
        if "documents" in row.values:
            _write_documents(project, row.values["documents"], plan.bundle, by=by)


def _write(row: ProjectRow, *, by) -> Project:
    fields = {name: value for name, value in row.values.items() if name not in BESIDE}
    for name in ("start", "end"):
        if name in row.values:
            quarter = row.values[name]
            fields |= {
                f"{name}_year": quarter and quarter.year,
                f"{name}_quarter": quarter and quarter.quarter,
            }
    project = row.project
    if project is None:
        project = create_project(row.area, by=by, **fields)
        fields = {}
    if fields or "partners" in row.values:
        project = edit_project(
            project, fields, version=project.version, by=by, partners=row.values.get("partners")
        )
    if "costs" in row.values:
        _write_costs(project, row.values["costs"], by=by)
    if row.values["state"] != project.state:
        bring_to_state(project, row.values["state"], by=by, reason=row.values.get("state_reason", ""))
    return project


def _write_costs(project: Project, lines: list[dict], *, by) -> None:
    """Replace the cost lines; a line in the same place stays the same line, so that its history goes on."""
    present = list(project.costs.all())
    kept = [{**line, "id": old.pk} for line, old in zip(lines, present, strict=False)]
    fresh = [{**line, "id": None} for line in lines[len(present) :]]
    set_costs(project, [*kept, *fresh], seen=fingerprint(present), by=by)


def _write_photos(project: Project, row: ProjectRow, bundle: Bundle, *, by) -> None:
    """Add the photos that are new, take over what the lines say of them, and put them in that order."""
    known, order = PHOTOS.known(project), []
    for line in row.values["photos"]:
        present, photo = known.get(line.path) or (None, None)
        if photo is None:
            photo = _new_photo(project, row, line, bundle.open(line.path), by=by)
        elif str(present) != str(line):
            describe_photo(photo, alt=line.text, credit=line.credit, by=by)
        order.append(photo)
    arrange_photos(project, order, by=by)


def _new_photo(project: Project, row: ProjectRow, line: FileLine, upload: BinaryIO, *, by) -> ProjectPhoto:
    """Store a photo that came along; one that the project has already, also under another name, stays that one."""
    try:
        prepared = prepare_picture(upload)
    except UnusablePicture as problem:
        fault = Fault(row.number, PHOTOS.heading, line.path, str(problem))
        raise ImportRefused(str(fault), [fault]) from problem
    present = project.photos.filter(picture__checksum=prepared.checksum).first()
    return present or add_photo(project, prepared, alt=line.text, credit=line.credit, by=by)


def _write_documents(project: Project, lines: list[FileLine], bundle: Bundle, *, by) -> None:
    """Add the documents that are new, for who works on the project alone, and take over their titles."""
    known = DOCUMENTS.known(project)
    for line in lines:
        present, document = known.get(line.path) or (None, None)
        if document is None:
            checked = replace(check_pdf(bundle.open(line.path)), name=name_in(line.path))
            add_document(project, checked, title=line.text, is_public=False, by=by)
        elif str(present) != str(line):
            rename_document(document, title=line.text, by=by)
