from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files.base import File
from django.utils.translation import gettext as _

from areas.addresses.actions import replace_postcodes
from areas.figures.actions import NewFigure, write_figures, write_forecasts, write_national_figures
from areas.figures.calculations import Part, estimate
from areas.figures.catalogue import INDICATORS
from areas.imports.models import ImportBatch
from areas.imports.plans import AreaPlan, figures_of, plan_areas
from areas.imports.reading import Fault, UnreadableFile, read_areas
from areas.imports.reading.rows import AreaRow
from areas.imports.reading.tables import (
    read_cbs_figures,
    read_forecasts,
    read_organisations,
    read_postcodes,
    read_villages,
)
from areas.imports.states import AREAS, FIGURES, FORECASTS, ORGANISATIONS, POSTCODES, VILLAGES
from areas.imports.table_plans import (
    plan_figures,
    plan_forecasts,
    plan_organisations,
    plan_postcodes,
)
from areas.organisations.actions import add_organisation, change_organisation
from areas.territory.actions import (
    NewArea,
    TerritoryRefused,
    add_areas,
    add_borders,
    add_codes,
    changing_atlas,
    close_area,
    extend_back,
    refresh_areas,
    write_frisian_names,
    write_version,
    write_versions,
)
from areas.territory.calculations import outline_of, union_of
from areas.territory.models import Area, AreaVersion
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.batches.actions import ImportRefused, apply_plan, keep_file, keep_preview
from wijkportaal.foundation.batches.states import PREVIEWED
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.tables.plans import TablePlan

# Files above this are looked at by a worker, with progress on the page.
BIG = 3 * 1024 * 1024
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Order:
    """What someone asks of a file: what it holds, of which year, and how to take it."""

    kind: str
    year: int
    gemeente: str = ""
    gemeente_name: str = ""
    area_kind: str = ""
    source: str = ""
    end_missing: bool = False

    @property
    def named_source(self) -> str:
        return self.source or (
            f"CBS {self.year}" if self.kind in {AREAS, FIGURES} else _("Opgave van de gemeente")
        )


def no_progress(done: int, total: int) -> None:
    """Report to nobody."""


def make_plan(upload: BinaryIO, order: Order, progress: Progress = no_progress) -> AreaPlan | TablePlan:
    """Read a file and return what it would change; an unreadable file is a plan with one fault."""
    try:
        if order.kind == AREAS:
            found = read_areas(upload, gemeente=order.gemeente, kind=order.area_kind, progress=progress)
            return plan_areas(
                found, year=order.year, gemeente=order.gemeente, gemeente_name=order.gemeente_name
            )
        if order.kind == VILLAGES:
            return plan_areas(read_villages(upload), year=order.year)
        if order.kind == FIGURES:
            source = order.named_source
            return plan_figures(
                read_cbs_figures(upload), year=order.year, source=source, gemeente=order.gemeente
            )
        tables = {
            FORECASTS: lambda: plan_forecasts(read_forecasts(upload), source=order.named_source[:200]),
            ORGANISATIONS: lambda: plan_organisations(read_organisations(upload)),
            POSTCODES: lambda: plan_postcodes(read_postcodes(upload)),
        }
        return tables[order.kind]()
    except UnreadableFile as problem:
        return TablePlan(faults=[Fault(None, "", "", str(problem))])


def receive_file(upload: File, *, order: Order, by) -> ImportBatch:
    """Keep an uploaded file and look at it: at once, or by a worker when it is big."""
    batch = ImportBatch(
        kind=order.kind,
        year=order.year,
        gemeente=order.gemeente,
        gemeente_name=order.gemeente_name,
        area_kind=order.area_kind,
        source=order.named_source[:200],
        end_missing=order.end_missing,
    )
    with recorded(by=by, action="imports.receive_file"):
        keep_file(batch, upload, by=by)
        if upload.size > BIG:
            subject = _("Bekijken: %(name)s") % {"name": batch.file_name}
            batch.job = request_job(
                "imports.preview_import",
                subject=subject,
                by=by,
                arguments={"batch": batch.pk},
                key=f"import-{batch.pk}",
            )
            batch.save(update_fields=["job"])
    return batch if batch.job_id else preview_import(batch, by=by)


def order_of(batch: ImportBatch) -> Order:
    """Return what was asked when a file was uploaded."""
    return Order(
        kind=batch.kind,
        year=batch.year,
        gemeente=batch.gemeente,
        gemeente_name=batch.gemeente_name,
        area_kind=batch.area_kind,
        source=batch.source,
        end_missing=batch.end_missing,
    )


def preview_import(batch: ImportBatch, *, by, progress: Progress = no_progress) -> ImportBatch:
    """Work out what a file would change and keep that with the batch."""
    with batch.file.open("rb") as upload:
        plan = make_plan(upload, order_of(batch), progress)
    return keep_preview(batch, plan, by=by)


def ask_to_apply(batch: ImportBatch, *, by) -> ImportBatch:
    """Apply a previewed file: at once, or by a worker when it is big."""
    if batch.file.size <= BIG:
        return apply_import(batch, by=by)
    with recorded(by=by, action="imports.ask_to_apply"):
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if locked.state == PREVIEWED:
            subject = _("Inlezen: %(name)s") % {"name": batch.file_name}
            locked.job = request_job(
                "imports.apply_import",
                subject=subject,
                by=by,
                arguments={"batch": batch.pk, "by": by.pk if by else None},
                key=f"import-{batch.pk}",
            )
            locked.save(update_fields=["job"])
    return locked


def apply_import(batch: ImportBatch, *, by, progress: Progress = no_progress) -> ImportBatch:
    """Write what the preview showed, all of it or nothing.

    Raises ImportRefused when the portal changed since the preview, so that the outcome would be another;
    the preview is then made anew.
    """
    with batch.file.open("rb") as upload:
        order = order_of(batch)
        plan = make_plan(upload, order, progress)
    return apply_plan(batch, plan, lambda: write_plan(plan, order, by=by), by=by)


def write_plan(plan: AreaPlan | TablePlan, order: Order, *, by) -> None:
    """Write a plan without faults; raises ImportRefused, with nothing written, for what territory refuses."""
    if plan.faults:
        raise ImportRefused(_("In het bestand staan fouten; er is niets ingelezen."), plan.faults)
    if isinstance(plan, AreaPlan):
        try:
            write_areas(plan, order, by=by)
        except TerritoryRefused as problem:
            raise ImportRefused(str(problem)) from problem
    elif order.kind == FIGURES:
        with recorded(by=by, action="imports.apply_import"):
            write_figures(plan.payload)
            write_national_figures(plan.national, by=by)
    elif order.kind == FORECASTS:
        with recorded(by=by, action="imports.apply_import"):
            write_forecasts(plan.payload, by=by)
    elif order.kind == ORGANISATIONS:
        write_organisations(plan, by=by)
    elif order.kind == POSTCODES:
        replace_postcodes(plan.payload, by=by)


def write_organisations(plan: TablePlan, *, by) -> None:
    """Make and change the organisations of a table in one transaction."""
    with recorded(by=by, action="imports.apply_import"):
        for row, organisation, areas in plan.payload:
            found = [area for area in areas if area]
            if organisation is None:
                add_organisation(row.kind, row.name, by=by, areas=found, **row.details)
            else:
                change_organisation(
                    organisation, by=by, areas=found if row.areas else None, kind=row.kind, **row.details
                )


def write_areas(plan: AreaPlan, order: Order, *, by) -> None:
    """Write a plan of areas: the new, the changed, the codes, the gone and the figures."""
    with changing_atlas(
        by=by, action="imports.apply_import", reason=_("Bestand van %(y)s") % {"y": order.year}
    ):
        made = _add_new(plan)
        _write_changes(plan, made)
        write_frisian_names({each.area: each.frisian_name for each in plan.changed if each.frisian_name})
        add_codes((area, code, plan.day.year) for area, code in plan.codes)
        _give_gemeenten_a_border(plan, made)
        if order.end_missing:
            for area in plan.gone:
                close_area(area, plan.day)
        refresh_areas()
        write_figures(figures_of(plan, made, order.named_source))
        write_figures(_figures_of_gemeenten(plan, made, order))


def _add_new(plan: AreaPlan) -> dict[int, Area]:
    news: dict[int, NewArea] = {}
    for row in sorted(plan.new, key=lambda row: row.sort_key):
        parent = plan.parents.get(id(row))
        if isinstance(parent, AreaRow):
            parent = news.get(id(parent)) or plan.matched[id(parent)]
        codes = {plan.day.year: row.code} if row.code else {}
        news[id(row)] = NewArea(
            row.name,
            row.kind,
            plan.day,
            parent,
            None,
            row.outline,
            codes,
            frisian_name=row.frisian_name,
        )
    return dict(zip(news, add_areas(list(news.values())), strict=True))


def _write_changes(plan: AreaPlan, made: dict[int, Area]) -> None:
    changed = [change for change in plan.changed if change.is_of_version]
    borders = add_borders([change.row.outline if change.has_border else None for change in changed])
    changes = []
    for change, border in zip(changed, borders, strict=True):
        parent = change.parent
        if isinstance(parent, AreaRow):
            parent = made.get(id(parent)) or plan.matched[id(parent)]
        values = {
            "name": change.name or change.version.name,
            "parent": parent or change.version.parent,
            "border": border or change.version.border,
        }
        changes.append((change.version, values))
    write_versions(changes, plan.day)
    for change in plan.changed:
        if change.starts_earlier:
            _extend(plan, change.row, change.area)


def _extend(plan: AreaPlan, row: AreaRow, area: Area) -> None:
    """Let an area exist earlier than was known, as the file of that earlier year shows it."""
    first = area.versions.select_related("border").order_by("valid_from").first()
    same_border = row.outline is None or (first.border and first.border.checksum == row.outline.checksum)
    later = first.valid_from
    if not row.row or (first.name == row.name and same_border):
        extend_back(first, plan.day)
        return
    AreaVersion.objects.create(
        area=area,
        valid_from=plan.day,
        valid_until=later,
        name=row.name,
        parent_id=first.parent_id,
        border=add_borders([row.outline])[0] or first.border,
    )


def _members(plan: AreaPlan, made: dict[int, Area], gemeente: Area) -> list[AreaRow]:
    """Return the rows of wijken (or else all that lie directly in it) that make up a gemeente."""
    areas = plan.matched | made
    return [
        row
        for row in plan.rows
        if row.kind == "wijk"
        and id(row) in areas
        and (parent := plan.parents.get(id(row))) is not None
        and (areas.get(id(parent)) if isinstance(parent, AreaRow) else parent) == gemeente
    ]


def _gemeenten(plan: AreaPlan, made: dict[int, Area]) -> list[Area]:
    """Return the gemeenten of the wijken in the file, each once."""
    areas = plan.matched | made
    parents = (plan.parents.get(id(row)) for row in plan.rows if row.kind == "wijk")
    found = (areas.get(id(parent)) if isinstance(parent, AreaRow) else parent for parent in parents)
    return list({area.pk: area for area in found if area and area.kind == "gemeente"}.values())


def _give_gemeenten_a_border(plan: AreaPlan, made: dict[int, Area]) -> None:
    """Draw the border of a gemeente that has none around its wijken."""
    for gemeente in _gemeenten(plan, made):
        version = gemeente.versions.order_by("-valid_from").first()
        outlines = [row.outline.geometry for row in _members(plan, made, gemeente) if row.outline]
        if version and version.border_id is None and version.valid_until is None and outlines:
            border = add_borders([outline_of(union_of(outlines))])[0]
            write_version(
                version, version.valid_from, name=version.name, parent=version.parent, border=border
            )


def _figures_of_gemeenten(plan: AreaPlan, made: dict[int, Area], order: Order) -> list[NewFigure]:
    """Return figures of a gemeente added up from its wijken, said to be estimated; only when all are known."""
    own_rows = {row.code for row in plan.rows if row.row and row.kind == "gemeente"}
    figures = []
    for gemeente in _gemeenten(plan, made):
        members = _members(plan, made, gemeente)
        if own_rows & set(gemeente.codes.values_list("code", flat=True)):
            continue
        for key in {key for row in members for key in row.figures}:
            indicator = INDICATORS[key]
            parts = [Part(row.figures.get(key), row.figures.get(indicator.weight), 1) for row in members]
            value = estimate(indicator, parts)
            if value is not None:
                source = _("Opgeteld uit de wijken, %(source)s") % {"source": order.named_source}
                figures.append(NewFigure(gemeente, plan.day.year, key, value, source[:200], estimated=True))
    return figures
