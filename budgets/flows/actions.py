"""Every write of money flows."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from budgets.flows.calculations import worth
from budgets.flows.models import (
    FlowGoal,
    FlowMapping,
    FlowSheet,
    FlowSource,
    FlowYear,
    JointFlow,
    MoneyFlow,
    PartnerCall,
)
from budgets.flows.plans import FlowPlan, missing_in, plan_flows
from budgets.flows.queries import is_in_the_ledger
from budgets.flows.states import BOOKED, RESIDENTS, FlowRefused
from budgets.ledger.models import Purpose
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.batches.actions import apply_plan, discard_batch, keep_file, keep_preview
from wijkportaal.foundation.transitions.actions import perform


def save_goal(
    goal: FlowGoal, values: Mapping[str, Any], *, by, purposes: Iterable[Purpose] | None = None
) -> FlowGoal:
    """Create a goal of money or change it; a purpose of the ledger counts for one goal only.

    Raises FlowRefused (Dutch) when a purpose counts for another goal.
    """
    with recorded(by=by, action="flows.save_goal"):
        _set(goal, values)
        if purposes is not None:
            taken = FlowGoal.objects.filter(purposes__in=list(purposes)).exclude(pk=goal.pk).first()
            if taken:
                raise FlowRefused(
                    _("Een van deze bestemmingen telt al mee voor “%(goal)s”.") % {"goal": taken.name}
                )
            goal.purposes.set(purposes)
    return goal


def save_source(source: FlowSource, values: Mapping[str, Any], *, by) -> FlowSource:
    """Create a source of money or change it."""
    with recorded(by=by, action="flows.save_source"):
        return _set(source, values)


def save_flow(flow: MoneyFlow, values: Mapping[str, Any], *, by) -> MoneyFlow:
    """Create an amount or change it; of hours the amount is worked out.

    Raises FlowRefused (Dutch) for booked money that comes in from the ledger already.
    """
    with recorded(by=by, action="flows.save_flow"):
        for name, value in values.items():
            setattr(flow, name, value)
        if flow.source.kind == RESIDENTS:
            flow.amount = worth(flow.hours, flow.rate)
        else:
            flow.hours = flow.rate = None
        if flow.certainty == BOOKED and is_in_the_ledger(flow.area, flow.year, flow.source):
            raise FlowRefused(
                _("Geboekt geld van dit taakveld komt voor dit gebied en jaar al vanzelf uit het grootboek.")
            )
        flow.save()
    return flow


def remove_flow(flow: MoneyFlow, *, by) -> None:
    """Take away an amount that was a mistake; the history keeps it."""
    with recorded(by=by, action="flows.remove_flow"):
        flow.delete()


def save_joint_flow(
    flow: JointFlow, values: Mapping[str, Any], *, sources: Iterable[FlowSource], by
) -> JointFlow:
    """Create an agreement of sources or change it."""
    with recorded(by=by, action="flows.save_joint_flow"):
        _set(flow, values)
        flow.sources.set(sources)
    return flow


def save_call(call: PartnerCall, values: Mapping[str, Any], *, by) -> PartnerCall:
    """Create a call for partners or change it."""
    with recorded(by=by, action="flows.save_call"):
        return _set(call, values)


def change_year(year: int, step: str, *, by) -> FlowYear:
    """Make the amounts of a year public, or take them off the site."""
    with recorded(by=by, action=f"flows.{step}"):
        found, _made = FlowYear.objects.get_or_create(year=year)
        return perform(found, step, by=by)


def receive_sheet(upload: File, *, year: int, mapping: FlowMapping | None, name: str, by) -> FlowSheet:
    """Keep an uploaded sheet; with a mapping that knows all its words also what it would change."""
    with recorded(by=by, action="flows.receive_sheet"):
        sheet = FlowSheet(year=year, mapping=mapping or FlowMapping.objects.create(name=name))
        keep_file(sheet, upload, by=by)
        return _preview_when_known(sheet, by=by)


def save_mapping(
    sheet: FlowSheet, *, columns: Mapping[str, str], names: Mapping[str, Mapping[str, str]], by
) -> FlowSheet:
    """Keep how a sheet is read, also for next year, and look again at what it would change."""
    with recorded(by=by, action="flows.save_mapping"):
        mapping = FlowMapping.objects.select_for_update().get(pk=sheet.mapping_id)
        mapping.columns = dict(columns)
        mapping.names = {
            part: {**mapping.names.get(part, {}), **names.get(part, {})} for part in {*mapping.names, *names}
        }
        mapping.save()
        sheet.mapping = mapping
        return _preview_when_known(sheet, by=by)


def apply_sheet(sheet: FlowSheet, *, by) -> FlowSheet:
    """Write what the preview showed, all of it or nothing.

    Raises ImportRefused when the portal changed since, TransitionRefused when it was read in already.
    """
    plan = _plan(sheet)

    def write() -> None:
        for row in plan.payload:
            save_flow(row.flow, row.values, by=by)

    return apply_plan(sheet, plan, write, by=by)


def discard_sheet(sheet: FlowSheet, *, by) -> FlowSheet:
    """Throw a sheet away without using it."""
    return discard_batch(sheet, by=by)


def _preview_when_known(sheet: FlowSheet, *, by) -> FlowSheet:
    with sheet.file.open("rb") as upload:
        if missing_in(upload, sheet.mapping).is_complete:
            return keep_preview(sheet, _plan(sheet), by=by)
    return sheet


def _plan(sheet: FlowSheet) -> FlowPlan:
    with sheet.file.open("rb") as upload:
        return plan_flows(upload, sheet.mapping, sheet.year)


def _set(record, values: Mapping[str, Any]):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return record
