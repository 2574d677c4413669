"""Reading projects in from a file: kept and looked at first, then all rows or none."""

from django.core.files.base import File

from programmes.projects.actions import bring_to_state, create_project, edit_project, set_costs
from programmes.projects.calculations import fingerprint
from programmes.projects.models import Project
from programmes.sheets.models import ProjectSheet
from programmes.sheets.plans import ProjectRow, SheetPlan, plan_projects
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.batches.actions import apply_plan, keep_file, keep_preview

BESIDE = {"partners", "costs", "state", "state_reason", "start", "end"}


def receive_sheet(upload: File, *, by) -> ProjectSheet:
    """Keep an uploaded file with what it would change."""
    with recorded(by=by, action="sheets.receive_sheet"):
        sheet = keep_file(ProjectSheet(), upload, by=by)
        return keep_preview(sheet, _plan(sheet, by), by=by)


def apply_sheet(sheet: ProjectSheet, *, by) -> ProjectSheet:
    """Write what the preview showed, all of it or nothing.

    Raises ImportRefused when the portal changed since, TransitionRefused when it was read in already.
    """
    plan = _plan(sheet, by)
    return apply_plan(sheet, plan, lambda: write_plan(plan, by=by), by=by)


def _plan(sheet: ProjectSheet, person) -> SheetPlan:
    with sheet.file.open("rb") as upload:
        return plan_projects(upload, person)


def write_plan(plan: SheetPlan, *, by) -> None:
    """Make and change the projects of a plan; none of them becomes public by it."""
    for row in plan.payload:
        _write(row, by=by)


def _write(row: ProjectRow, *, by) -> None:
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


def _write_costs(project: Project, lines: list[dict], *, by) -> None:
    """Replace the cost lines; a line in the same place stays the same line, so that its history goes on."""
    present = list(project.costs.all())
    kept = [{**line, "id": old.pk} for line, old in zip(lines, present, strict=False)]
    fresh = [{**line, "id": None} for line in lines[len(present) :]]
    set_costs(project, [*kept, *fresh], seen=fingerprint(present), by=by)
