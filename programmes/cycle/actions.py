"""Every write on the cycle: the calendar, cycles and steps with their points, files and links."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from programmes.cycle import letters
from programmes.cycle.calculations import Lack
from programmes.cycle.catalogue import first_calendar
from programmes.cycle.models import CalendarStep, Check, Cycle, CycleStep, StepFile, StepLink
from programmes.cycle.queries import calendar, due_for_reminder, keepers_of, lacking_of
from programmes.cycle.states import REMIND_BEFORE
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

TAKEN_OVER = ("who", "goes_in", "comes_out", "explanation")


# --- The calendar -----------------------------------------------------------------------------------------


def ensure_calendar(*, by) -> list[CalendarStep]:
    """Give a gemeente without a calendar the one with which every gemeente starts; return its lines."""
    with recorded(by=by, action="cycle.ensure_calendar"):
        if not CalendarStep.objects.exists():
            CalendarStep.objects.bulk_create(CalendarStep(**line) for line in first_calendar())
    return calendar()


def edit_calendar_step(line: CalendarStep, values: Mapping[str, Any], *, version: int, by) -> CalendarStep:
    """Change a line of the calendar that was read at `version`; cycles that exist keep their dates.

    Raises EditConflict when somebody saved it in between.
    """
    return save_edit(line, values, version=version, by=by, action="cycle.edit_calendar_step")


# --- Cycles -----------------------------------------------------------------------------------------------


def plan_cycles(areas: Iterable[Area], year: int, *, by) -> list[Cycle]:
    """Give areas the cycle of a year by the calendar; those that have it keep it. Returns the new ones.

    Doing it twice changes nothing.
    """
    with recorded(by=by, action="cycle.plan_cycles"):
        lines = [line for line in ensure_calendar(by=by) if line.by_default]
        wanted = {area.pk: area for area in areas}
        # One planner at a time in the areas concerned: two that press the button must not both make them.
        list(Area.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
        present = Cycle.objects.filter(year=year, area__in=wanted).values_list("area_id", flat=True)
        for pk in present:
            del wanted[pk]
        cycles = Cycle.objects.bulk_create(Cycle(area=area, year=year) for area in wanted.values())
        steps = CycleStep.objects.bulk_create(_step_from(line, cycle) for cycle in cycles for line in lines)
        by_kind = {line.kind: line for line in lines}
        _add_checks((step, by_kind[step.kind]) for step in steps)
    return cycles


def _step_from(line: CalendarStep, cycle: Cycle) -> CycleStep:
    starts_on, ends_on = line.period_in(cycle.year)
    return CycleStep(
        cycle=cycle,
        kind=line.kind,
        starts_on=starts_on,
        ends_on=ends_on,
        first_starts_on=starts_on,
        first_ends_on=ends_on,
        **{name: getattr(line, name) for name in TAKEN_OVER},
    )


def _add_checks(steps: Iterable[tuple[CycleStep, CalendarStep]]) -> None:
    Check.objects.bulk_create(
        Check(step=step, text=text, position=position)
        for step, line in steps
        for position, text in enumerate(line.checks, start=1)
    )


# --- One step ---------------------------------------------------------------------------------------------


def edit_step(step: CycleStep, values: Mapping[str, Any], *, version: int, by) -> CycleStep:
    """Save the texts of a step that was read at `version`. Its period and its state have doors of their own.

    Raises EditConflict when somebody saved it in between.
    """
    if fixed := {"starts_on", "ends_on", "state"} & set(values):
        raise ValueError(f"Not here: {', '.join(sorted(fixed))}")
    return save_edit(step, values, version=version, by=by, action="cycle.edit_step")


def move_step(step: CycleStep, starts_on: date, ends_on: date, *, by, reason: str) -> CycleStep:
    """Give an open step another period, with the reason that residents read.

    Raises TransitionRefused (Dutch) for a step that is closed, a period that ends before it begins, the same
    period, or no reason.
    """
    with recorded(by=by, action="cycle.move_step", reason=reason):
        locked = CycleStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
        if not locked.is_open:
            raise TransitionRefused(
                _("Deze stap is %(state)s. Pak hem eerst weer op.") % {"state": locked.get_state_display()}
            )
        if ends_on < starts_on:
            raise TransitionRefused(_("De laatste dag is vóór de eerste dag."))
        if (starts_on, ends_on) == (locked.starts_on, locked.ends_on):
            raise TransitionRefused(_("Dit is al de periode. Kies andere dagen."))
        if not reason.strip():
            raise TransitionRefused(_("Schrijf erbij waarom. Anderen lezen deze reden."))
        locked.starts_on, locked.ends_on, locked.moved_because = starts_on, ends_on, reason.strip()
        locked.save(update_fields=["starts_on", "ends_on", "moved_because"])
    return locked


def change_state(step: CycleStep, name: str, *, by, reason: str = "") -> CycleStep:
    """Take a step in the life of a step of the cycle.

    Raises TransitionRefused (Dutch) when it cannot be taken now. Finishing what still lacks something needs
    a reason: so it is a choice, and can be read.
    """
    reason = reason.strip()

    def then(locked: CycleStep) -> None:
        if name == "finish_step" and not reason and (lacks := lacking_of(locked)):
            raise TransitionRefused(
                _("Er ontbreekt nog iets: %(lacks)s Schrijf erbij waarom de stap toch klaar is.")
                % {"lacks": " ".join(map(str, lacks))}
            )
        locked.state_reason = reason
        locked.finished_on = timezone.localdate() if name == "finish_step" else None
        locked.save(update_fields=["state_reason", "finished_on"])

    return perform(step, name, by=by, reason=reason, then=then)


def repeat_step(step: CycleStep, starts_on: date, ends_on: date, *, by) -> CycleStep:
    """Plan a step once more in the same cycle, with the same points; raises TransitionRefused for a wrong period."""
    if ends_on < starts_on:
        raise TransitionRefused(_("De laatste dag is vóór de eerste dag."))
    with recorded(by=by, action="cycle.repeat_step"):
        # The cycle's row is the lock: two that repeat at once get a second and a third.
        Cycle.objects.select_for_update().get(pk=step.cycle_id)
        same = CycleStep.objects.filter(cycle=step.cycle_id, kind=step.kind)
        again = CycleStep.objects.create(
            cycle_id=step.cycle_id,
            kind=step.kind,
            round=same.aggregate(last=Max("round"))["last"] + 1,
            starts_on=starts_on,
            ends_on=ends_on,
            first_starts_on=starts_on,
            first_ends_on=ends_on,
            responsible_id=step.responsible_id,
            edited_by=by,
            **{name: getattr(step, name) for name in TAKEN_OVER},
        )
        Check.objects.bulk_create(
            Check(step=again, text=check.text, position=check.position) for check in step.checks.all()
        )
    return again


# --- What hangs on a step ---------------------------------------------------------------------------------


def add_check(step: CycleStep, text: str, *, by) -> Check:
    """Add a point to the list of a step."""
    with recorded(by=by, action="cycle.add_check"):
        last = step.checks.aggregate(last=Max("position"))["last"] or 0
        return Check.objects.create(step=step, text=text.strip(), position=last + 1)


def tick_check(check: Check, *, done: bool, by) -> None:
    """Tick a point off, or take the tick away; doing it twice keeps the first."""
    with recorded(by=by, action="cycle.tick_check"):
        locked = Check.objects.select_for_update(of=("self",)).get(pk=check.pk)
        if (locked.done_at is not None) != done:
            locked.done_at, locked.done_by = (timezone.now(), by) if done else (None, None)
            locked.save(update_fields=["done_at", "done_by"])


def remove_check(check: Check, *, by) -> None:
    """Take a point off the list of a step."""
    with recorded(by=by, action="cycle.remove_check"):
        check.delete()


def add_file(step: CycleStep, upload, *, title: str = "", is_public: bool = False, by) -> StepFile:
    """Keep a file with a step, under its own name as title when none is given."""
    with recorded(by=by, action="cycle.add_file"):
        return StepFile.objects.create(
            step=step,
            title=(title.strip() or upload.name)[:150],
            file=upload,
            file_name=upload.name[:200],
            size=upload.size,
            is_public=is_public,
            added_by=by,
        )


def remove_file(file: StepFile, *, by) -> None:
    """Take a file away from a step; the file itself goes after the commit."""
    stored = file.file
    with recorded(by=by, action="cycle.remove_file"):
        file.delete()
        transaction.on_commit(lambda: stored.storage.delete(stored.name), robust=True)


def link_to_step(
    step: CycleStep,
    *,
    kind: str = StepLink.PAGE,
    key: str = "",
    title: str,
    address: str,
    is_public: bool = True,
    by,
) -> StepLink:
    """Attach something elsewhere to a step; the same thing again only renews its title and address.

    `kind` and `key` are those of the room that owns it; a page that someone links by hand needs neither.
    """
    with recorded(by=by, action="cycle.link_to_step"):
        link, _made = StepLink.objects.update_or_create(
            step=step,
            kind=kind,
            key=key or address,
            defaults={"title": title.strip(), "address": address.strip(), "is_public": is_public},
        )
    return link


def remove_link(link: StepLink, *, by) -> None:
    """Detach something from a step; the thing itself stays."""
    with recorded(by=by, action="cycle.remove_link"):
        link.delete()


# --- The clock --------------------------------------------------------------------------------------------


def remind_keepers(*, on: date | None = None) -> None:
    """Write to who does a step when its last day comes near, and once more when it has passed.

    Safe to call at any time: every letter has a key of the step, its last day and the recipient.
    """
    day = on or timezone.localdate()
    for step in due_for_reminder(day + REMIND_BEFORE).iterator(chunk_size=500):
        lacks: list[Lack] | None = None
        for person in keepers_of(step):
            lacks = lacking_of(step) if lacks is None else lacks
            letter = letters.reminder_letter(step, person, lacks, today=day)
            key = letters.reminder_key(step, person, today=day)
            send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)
