"""The rows of a run, worked out from the staffel, the figures, what was granted before and what was left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from areas.territory.models import Area
from budgets.allocations.calculations import NOTHING, divide, end_year
from budgets.allocations.models import AccountSettlement, Allocation, Remainder, Run, RunPurpose
from budgets.allocations.queries import board_ids, granted, granted_by, saved_lots, set_off_from, version_for
from budgets.allocations.states import BOARD, GOAL, SET_OFF
from budgets.ledger.models import Account
from budgets.ledger.queries import balance_of
from budgets.ledger.states import ADVANCE, BUDGET
from budgets.payments.calculations import creditor_reference
from budgets.staffels.calculations.scheme import Outcome, Result
from budgets.staffels.queries import result_of

# A line that no figure stands behind.
NO_SOURCE = ""


@dataclass(frozen=True)
class Earlier:
    """What rows are compared with: last year, this year so far, what was left and decisions outside the rule."""

    last_year: Mapping[str, Decimal | None]
    granted: Mapping[str, Allocation]
    set_off: Mapping[str, Decimal]
    overrides: Mapping[str, Allocation]


def earlier_of(run: Run) -> Earlier:
    """Gather what the rows of a run are compared with; a handful of queries, whatever the number of areas."""
    staffel, year = run.version.staffel, run.year
    last = granted_by(staffel, year - 1)
    if last is None:
        # Before the portal granted money: what the rule then gives with the figures of now.
        version = version_for(staffel, year - 1)
        outcomes = result_of(version, year - 1).outcomes if version else ()
        last = {outcome.unit.key: outcome.amount for outcome in outcomes}
    before = {} if run.is_first else granted(run)
    own = {row.key: row for row in run.allocations.exclude(override_reason="")}
    stands = {key: row for key, row in before.items() if row.is_overridden}
    return Earlier(last, before, set_off_from(staffel, year - 1), stands | own)


def allocations_for(run: Run, result: Result) -> list[Allocation]:
    """Return the unsaved rows of a run; of a correction only those that differ from what was granted."""
    earlier = earlier_of(run)
    slugs = [member.key for outcome in result.outcomes for member in outcome.unit.members]
    areas = {area.slug: area for area in Area.objects.filter(slug__in=slugs)}
    boards = board_ids([area.pk for area in areas.values()], run.version.scheme.reference.on(run.year))
    rows = [_row(run, outcome, areas, boards, earlier) for outcome in result.outcomes]
    if run.is_first:
        return rows
    return [row for row in rows if row.amount is None or row.amount != row.before]


def _row(
    run: Run,
    outcome: Outcome,
    areas: Mapping[str, Area],
    boards: Mapping[int, int],
    earlier: Earlier,
) -> Allocation:
    key = outcome.unit.key
    members = [areas[member.key] for member in outcome.unit.members]
    row = Allocation(
        run=run,
        area=members[0],
        member_ids=[area.pk for area in members],
        key=key,
        name=outcome.name,
        amount=outcome.amount,
        rule_amount=outcome.amount,
        last_year=earlier.last_year.get(key),
        inhabitants=outcome.inhabitants,
        takes_part=outcome.takes_part,
        lines=[[line.text, _text(line.amount), line.source] for line in outcome.lines],
        sentence=outcome.sentence,
        lacks=list(outcome.lacks),
        holder_id=boards.get(members[0].pk),
    )
    if override := earlier.overrides.get(key):
        deviate(row, override.amount + override.set_off, override.override_reason)
    if granted_before := earlier.granted.get(key):
        # The money is where it was: a board that changed since does not move it.
        row.before, row.holder_id = granted_before.amount, granted_before.holder_id
    if (left := earlier.set_off.get(key)) and row.amount is not None:
        _set_off(row, left, run.year)
    return row


def deviate(row: Allocation, amount: Decimal, reason: str) -> None:
    """Give an area another amount than the rule, with the reason as the last line of the explanation."""
    given = sum((Decimal(value) for _text_, value, _source in row.lines if value is not None), NOTHING)
    row.lines.append(
        [_("Besluit buiten de regel: %(reason)s") % {"reason": reason}, str(amount - given), NO_SOURCE]
    )
    row.amount, row.override_reason, row.takes_part, row.lacks = amount, reason, True, []


def _set_off(row: Allocation, left: Decimal, year: int) -> None:
    """Pay less by what was left last year and is to be set off; never less than nothing."""
    row.set_off = min(left, row.amount)
    row.amount -= row.set_off
    text = _("overgehouden in %(year)s, verrekend") % {"year": year - 1}
    row.lines.append([text, str(-row.set_off), NO_SOURCE])


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


@dataclass(frozen=True)
class Written:
    """A line of an explanation as it was written down; without an amount it is a remark."""

    text: str
    amount: Decimal | None
    source: str


def lines_of(row: Allocation) -> list[Written]:
    """Return the explanation of an allocation as it was written down."""
    return [
        Written(text, None if value is None else Decimal(value), source) for text, value, source in row.lines
    ]


# --- Purposes --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """The money of one area for one purpose, and who holds it (None is the gemeente)."""

    purpose: RunPurpose
    amount: Decimal
    holder_id: int | None

    @property
    def account_kind(self) -> str:
        return ADVANCE if self.holder_id else BUDGET


def holder_of(row: Allocation, purpose: RunPurpose) -> int | None:
    """Return which board holds the money of a purpose, None when that is the gemeente."""
    return row.holder_id if purpose.held_by == BOARD else None


def parts_of(row: Allocation, purposes: list[RunPurpose]) -> list[Part]:
    """Divide what there is to book for an area over the purposes.

    Of a correction it is what the parts of the new amount differ from those of the old, so that after it each
    purpose has what it would have had at once.
    """
    weights = [each.percent for each in purposes]
    now, before = divide(row.amount, weights), divide(row.before, weights)
    return [
        Part(each, new - old, holder_of(row, each))
        for each, new, old in zip(purposes, now, before, strict=True)
    ]


def payment_reference(row: Allocation) -> str:
    """Return what stands on the payment of an allocation to a board."""
    return creditor_reference(f"WPT{row.pk}")


def repayment_reference(row: Allocation) -> str:
    """Return what a board puts on what it pays back after a correction."""
    return creditor_reference(f"WPB{row.pk}")


def settlement_reference(settlement: AccountSettlement) -> str:
    """Return what a board puts on what it pays back after its account was settled."""
    return creditor_reference(f"WPV{settlement.pk}")


# --- Year end --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stock:
    """What there is of one purpose of an area: on its account, and saved by year now and before the year began.

    `spent` is what a board accounted for and is still on its account; of a budget the ledger knows what went out.
    """

    account_kind: str
    balance: Decimal
    saved_now: Mapping[int, Decimal]
    saved_before: Mapping[int, Decimal]
    spent: Decimal = NOTHING

    @property
    def there(self) -> Decimal:
        return self.balance + sum(self.saved_now.values(), NOTHING)

    @property
    def left(self) -> Decimal:
        return self.there - self.spent


def stock_of(allocation: Allocation, purpose: RunPurpose, *, spent: Decimal = NOTHING) -> Stock:
    """Look up what there is. More spent than there was counts for what there was: a board paid the rest itself."""
    year, holder = allocation.run.year, holder_of(allocation, purpose)
    kind = ADVANCE if holder else BUDGET
    account = Account.objects.filter(
        kind=kind,
        area=allocation.area_id,
        purpose=purpose.purpose_id,
        year=year,
        holder=holder,
        goal="",
    ).first()
    saved = purpose.year_end not in {GOAL, SET_OFF}
    where = (allocation.area, purpose.purpose_id, holder)
    stock = Stock(
        kind,
        balance_of(account) if account else NOTHING,
        saved_lots(*where) if saved else {},
        saved_lots(*where, on=date(year - 1, 12, 31)) if saved else {},
    )
    return replace(stock, spent=min(spent, stock.there))


def remainder_of(allocation: Allocation, purpose: RunPurpose, stock: Stock, *, granted: Decimal) -> Remainder:
    """Return, unsaved, where what is left of a purpose goes. `granted` is what came in for it, set-off included."""
    end = end_year(
        purpose.policy, stock.left, granted=granted, saved=stock.saved_before, year=allocation.run.year
    )
    return Remainder(
        allocation=allocation,
        purpose=purpose,
        left=stock.left,
        returned=end.returned,
        set_off=end.set_off,
        for_goal=end.for_goal,
        kept={str(then): str(amount) for then, amount in end.kept.items()},
    )


def settlement_rows(settlement: AccountSettlement) -> list[tuple[Remainder, Stock]]:
    """Work out, without writing, where what is left of each purpose goes when an account is settled."""
    row = settlement.allocation
    purposes = list(row.run.purposes.select_related("purpose"))
    stands = granted(row.run)[row.key]
    carried = set_off_from(row.run.version.staffel, row.run.year - 1).get(row.key, NOTHING)
    shares = divide(stands.amount + carried, [each.percent for each in purposes])
    found = []
    for purpose, share in zip(purposes, shares, strict=True):
        if holder_of(row, purpose):
            spent = Decimal(settlement.spent.get(str(purpose.purpose_id), 0))
            stock = stock_of(row, purpose, spent=spent)
            found.append((remainder_of(row, purpose, stock, granted=share), stock))
    return found
