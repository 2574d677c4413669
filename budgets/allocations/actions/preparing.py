"""Making a run ready: its rows, how the money is divided, and where it departs from the rule."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.allocations.calculations import divide
from budgets.allocations.models import Allocation, Remainder, Run, RunPurpose
from budgets.allocations.queries import all_runs, granted, set_off_from
from budgets.allocations.rows import allocations_for, deviate, holder_of, remainder_of, stock_of
from budgets.allocations.states import CORRECTION, DRAFT, FIRST, WITHDRAWN, YEAR_END
from budgets.ledger.actions import ensure_purposes
from budgets.ledger.queries import active_purposes
from budgets.staffels.models import Staffel, StaffelVersion
from budgets.staffels.queries import result_of
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.transitions.states import TransitionRefused

BATCH = 2000


def make_run(version: StaffelVersion, year: int, *, by) -> Run:
    """Begin the run of a year, with the purposes of the run before it. Raises TransitionRefused when there is one."""
    with recorded(by=by, action="allocations.make_run"):
        # The staffel is the lock: two who begin at once come one after the other.
        Staffel.objects.select_for_update().get(pk=version.staffel_id)
        others = Run.objects.filter(version__staffel=version.staffel_id, of=None).exclude(state=WITHDRAWN)
        if others.filter(year=year).exists():
            raise TransitionRefused(
                _("Voor %(year)s is er al een ronde. Klopt er iets niet, maak dan een correctie.")
                % {"year": year}
            )
        run = Run.objects.create(kind=FIRST, version=version, year=year, prepared_by=by, edited_by=by)
        _copy_purposes(run, others.order_by("-year", "-pk").exclude(pk=run.pk).first())
        return compute(run, by=by)


def make_correction(first: Run, *, reason: str, by) -> Run:
    """Begin a correction of a year that was granted: with the figures of now, only what is different."""
    return _follow(first, CORRECTION, reason=reason.strip(), by=by)


def correct_area(allocation: Allocation, amount: Decimal, *, reason: str, by) -> Run:
    """Begin a correction in which one area gets another amount (euros) than was granted, also against the rule.

    It shows what is different for the others too, as any correction. Raises as `make_correction`.
    """
    with recorded(by=by, action="allocations.correct_area", reason=reason):
        run = make_correction(allocation.run.first, reason=reason, by=by)
        row = run.allocations.filter(key=allocation.key).first()
        override(row or _unchanged_row(run, allocation.key), amount, reason=reason, by=by)
    return run


def _unchanged_row(run: Run, key: str) -> Allocation:
    """Take an area into a correction of which the rule gives what it has already."""
    row = granted(run)[key]
    return Allocation.objects.create(
        run=run,
        area_id=row.area_id,
        member_ids=row.member_ids,
        key=key,
        name=row.name,
        amount=row.amount,
        before=row.amount,
        holder_id=row.holder_id,
    )


def make_year_end(first: Run, *, by) -> Run:
    """Begin the end of a year: what is left of the budgets that the gemeente holds, and where that goes."""
    return _follow(first, YEAR_END, reason="", by=by)


def _follow(first: Run, kind: str, *, reason: str, by) -> Run:
    with recorded(by=by, action="allocations.make_run", reason=reason):
        locked = Run.objects.select_for_update(of=("self",)).get(pk=first.first.pk)
        if not locked.is_executed:
            raise TransitionRefused(_("Dit kan pas als de toekenning is uitgevoerd."))
        if any(not (run.is_executed or run.state == WITHDRAWN) for run in locked.followed_by.all()):
            raise TransitionRefused(_("Er loopt al een correctie of een jaareinde. Rond die eerst af."))
        if locked.followed_by.filter(kind=YEAR_END).exclude(state=WITHDRAWN).exists():
            raise TransitionRefused(_("Dit jaar is al afgesloten."))
        run = Run.objects.create(
            kind=kind,
            version=locked.version,
            year=locked.year,
            of=locked,
            reason=reason,
            prepared_by=by,
            edited_by=by,
        )
        return compute(run, by=by)


def _copy_purposes(run: Run, before: Run | None) -> None:
    if before:
        RunPurpose.objects.bulk_create(
            RunPurpose(
                run=run,
                purpose=each.purpose,
                percent=each.percent,
                held_by=each.held_by,
                year_end=each.year_end,
                years=each.years,
                goal=each.goal,
            )
            for each in before.purposes.all()
        )
        return
    ensure_purposes(by=None)
    purposes = list(active_purposes())
    shares = divide(Decimal(100), [Decimal(1)] * len(purposes))
    RunPurpose.objects.bulk_create(
        RunPurpose(run=run, purpose=purpose, percent=share)
        for purpose, share in zip(purposes, shares, strict=True)
    )


def compute(run: Run, *, by) -> Run:
    """Work out all rows of a concept again, with the figures of now; decisions outside the rule stay."""
    with recorded(by=by, action="allocations.compute"):
        locked = _draft(run, by=by)
        if locked.is_year_end:
            _compute_remainders(locked)
        else:
            result = result_of(locked.version, locked.year)
            rows = allocations_for(locked, result)
            locked.allocations.all().delete()
            Allocation.objects.bulk_create(rows, batch_size=BATCH)
            locked.levies = {name: str(amount) for name, amount in result.levies.items()}
        locked.computed_at = timezone.now()
        locked.save(update_fields=["levies", "computed_at"])
    return locked


def _compute_remainders(run: Run) -> None:
    run.remainders.all().delete()
    first = run.of
    purposes = list(first.purposes.select_related("purpose"))
    stands = granted(first)
    carried = set_off_from(run.version.staffel, run.year - 1)
    rows = []
    for allocation in first.allocations.filter(key__in=stands).select_related("area", "run"):
        amount = stands[allocation.key].amount + carried.get(allocation.key, Decimal(0))
        shares = divide(amount, [each.percent for each in purposes])
        for purpose, share in zip(purposes, shares, strict=True):
            # What a board holds ends with its own account.
            if holder_of(allocation, purpose) is None:
                row = remainder_of(allocation, purpose, stock_of(allocation, purpose), granted=share)
                row.run = run
                rows.append(row)
    Remainder.objects.bulk_create([row for row in rows if row.left], batch_size=BATCH)


def save_purposes(run: Run, rows: Iterable[Mapping[str, Any]], *, by) -> None:
    """Write how the money of a first run is divided, in place of what stood there."""
    with recorded(by=by, action="allocations.save_purposes"):
        locked = _draft(run, by=by)
        locked.purposes.all().delete()
        RunPurpose.objects.bulk_create(RunPurpose(run=locked, **values) for values in rows)


def override(allocation: Allocation, amount: Decimal | None, *, reason: str, by) -> Allocation:
    """Give an area another amount than the rule, with the reason; None goes back to the rule."""
    with recorded(by=by, action="allocations.override", reason=reason):
        run = _draft(allocation.run, by=by)
        # By its key: who worked it out again meanwhile made new rows.
        locked = Allocation.objects.select_for_update(of=("self",)).get(run=run, key=allocation.key)
        locked.override_reason = ""
        if amount is not None:
            deviate(locked, amount, reason.strip())
            locked.amount, locked.set_off = amount, Decimal(0)
        locked.save()
        compute(run, by=by)
    return run.allocations.select_related("run").get(key=allocation.key)


def _draft(run: Run, *, by) -> Run:
    """Return the locked run to change, and note who does. Raises TransitionRefused when it is no concept."""
    locked = all_runs().select_for_update(of=("self",)).get(pk=run.pk)
    if locked.state != DRAFT:
        raise TransitionRefused(_("Deze ronde is geen concept meer en kan niet meer worden gewijzigd."))
    locked.edited_by = by
    locked.save(update_fields=["edited_by"])
    return locked
