"""Carrying out what was decided: per area one transaction, with its letter and its booking, once."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.allocations.calculations import NOTHING
from budgets.allocations.letters import granting
from budgets.allocations.models import Allocation, Remainder, Run, RunPurpose
from budgets.allocations.queries import decision_before, with_all
from budgets.allocations.rows import Part, Stock, parts_of, payment_reference, repayment_reference, stock_of
from budgets.allocations.states import PAY_WITHIN
from budgets.decisions.actions import Addressee, issue
from budgets.decisions.states import CHANGED, GRANTED
from budgets.ledger.actions import Ground, book, open_account
from budgets.ledger.calculations import combined, transfer
from budgets.ledger.models import Account, Entry
from budgets.ledger.states import ADVANCE, POT, RECEIVABLE, RESERVE, SPENT, TREASURY, BookingRefused
from budgets.payments.actions import expect_payment
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.money.calculations import euros


def carry_out_allocation(pk: int, purposes: list[RunPurpose]) -> None:
    """Give an area its decision and book its money; what was done is never done again.

    Raises BookingRefused (Dutch) when the ledger does not take it; then nothing of this area happened.
    """
    with recorded(by=None, action="allocations.carry_out"):
        row = with_all(Allocation.objects.all()).select_for_update(of=("self",)).get(pk=pk)
        if row.done_at:
            return
        run = row.run
        parts = parts_of(row, purposes)
        if row.takes_part and (run.is_first or row.difference):
            row.decision = issue(
                row.area,
                GRANTED if run.is_first else CHANGED,
                to=addressee_of(row),
                says=granting(row, parts),
                amount=row.amount,
                by=run.decided_by,
                on=run.decided_on,
                replaces=None if run.is_first else decision_before(row),
                is_public=True,
            )
            _book_parts(row, parts)
        row.done_at = timezone.now()
        row.save(update_fields=["decision", "done_at"])


def addressee_of(row: Allocation) -> Addressee:
    """Return who the decision is for: the board, or without one who lives there."""
    if row.holder:
        return Addressee.board(row.holder)
    return Addressee(name=_("bewoners van %(name)s") % {"name": row.name})


def _book_parts(row: Allocation, parts: list[Part]) -> None:
    by = row.run.decided_by
    treasury = open_account(TREASURY, by=by)
    moves: list[tuple[Account, Decimal]] = []
    for part in parts:
        if not part.amount:
            continue
        account = open_account(
            part.account_kind,
            area=row.area,
            purpose=part.purpose.purpose,
            year=row.run.year,
            holder=row.holder if part.holder_id else None,
            by=by,
        )
        moves.append((account, part.amount))
        # A board has the money already: what is too much it must pay back.
        owed = part.holder_id and part.amount < 0
        moves.append((owed_by(row, by=by) if owed else treasury, -part.amount))
    if moves:
        entry = book(
            combined(moves),
            on=row.run.decided_on,
            description=row.decision.subject,
            ground=ground_of(row),
            key=f"allocations:{row.pk}",
            by=by,
        )
        _expect_payments(row, parts, entry)


def _expect_payments(row: Allocation, parts: list[Part], entry: Entry) -> None:
    """Expect at the bank what a board gets, booked with the decision, and what it must pay back."""
    held = [part.amount for part in parts if part.holder_id]
    if paid := sum((amount for amount in held if amount > 0), NOTHING):
        expect_payment(
            paid,
            description=row.decision.subject,
            ground=ground_of(row),
            reference=payment_reference(row),
            due_on=row.run.decided_on + PAY_WITHIN,
            entry=entry,
            by=row.run.decided_by,
        )
    if back := -sum((amount for amount in held if amount < 0), NOTHING):
        expect_back(
            row, back, ground=ground_of(row), reference=repayment_reference(row), by=row.run.decided_by
        )


def expect_back(row: Allocation, amount: Decimal, *, ground: Ground, reference: str, by) -> None:
    """Expect that a board pays back what it owes (euros); the bank's line then books it."""
    expect_payment(
        amount,
        description=_("Terugbetaling %(year)s: %(name)s") % {"year": row.run.year, "name": row.name},
        source=owed_by(row, by=by),
        target=open_account(TREASURY, by=by),
        ground=ground,
        reference=reference,
        incoming=True,
        due_on=timezone.localdate() + PAY_WITHIN,
        by=by,
    )


def owed_by(row: Allocation, *, by) -> Account:
    """Return what a board owes of a year: one account for all purposes, because it pays back in one go."""
    return open_account(RECEIVABLE, area=row.area, year=row.run.year, holder=row.holder, by=by)


def ground_of(row: Allocation) -> Ground:
    """What the bookings of an allocation rest on."""
    decision = _("Beschikking %(number)s") % {"number": row.decision.number}
    return Ground(decision, row.decision.number, "allocations.allocation", row.pk)


def book_levies(run: Run) -> None:
    """Put in the shared pots what the staffel takes for them; of a correction only the difference."""
    followers = run.first.followed_by.filter(pk__lt=run.pk, state="executed").exclude(levies={})
    before = {} if run.is_first else (followers.order_by("-pk").first() or run.first).levies
    for name, amount in run.levies.items():
        difference = Decimal(amount) - Decimal(before.get(name, 0))
        if not difference:
            continue
        with recorded(by=run.decided_by, action="allocations.book_levies"):
            pot = open_account(POT, year=run.year, goal=name[:120], by=run.decided_by)
            book(
                transfer(open_account(TREASURY, by=run.decided_by), pot, difference),
                on=run.decided_on,
                description=_("Bijdragen aan %(name)s %(year)s") % {"name": name, "year": run.year},
                ground=Ground(run.decision, "", "allocations.run", run.pk),
                key=f"allocations:{run.pk}:pot:{name}"[:120],
                by=run.decided_by,
            )


# --- Year end --------------------------------------------------------------------------------------------


def carry_out_remainder(pk: int) -> None:
    """Book where what was left of one purpose of an area goes; what was done is never done again.

    Raises BookingRefused (Dutch) when money moved since it was worked out.
    """
    with recorded(by=None, action="allocations.carry_out"):
        row = (
            Remainder.objects.select_related(
                "run__decided_by", "allocation__run", "allocation__area", "purpose__purpose"
            )
            .select_for_update(of=("self",))
            .get(pk=pk)
        )
        if row.done_at:
            return
        run = row.run
        book_remainder(
            row,
            stock_of(row.allocation, row.purpose),
            on=date(run.year, 12, 31),
            ground=Ground(run.decision, "", "allocations.run", run.pk),
            key=f"allocations:{run.pk}:left:{row.pk}",
            by=run.decided_by,
        )


def book_remainder(row: Remainder, stock: Stock, *, on: date, ground: Ground, key: str, by) -> None:
    """Move what was left of a purpose to where it goes, and with it what a board spent.

    Raises BookingRefused when there is more or less than what the remainder was worked out from.
    """
    if stock.left != row.left:
        raise BookingRefused(
            _("Bij %(area)s, %(purpose)s, was %(then)s over en nu %(now)s. Bereken het opnieuw.")
            % {
                "area": row.allocation.name,
                "purpose": row.purpose,
                "then": euros(row.left),
                "now": euros(stock.left),
            }
        )
    source, moves = _moves_of(row, stock, by=by)
    moves.append((source, -sum((amount for _account, amount in moves), NOTHING)))
    if moves := combined(moves):
        named = {"year": row.allocation.run.year, "purpose": row.purpose, "area": row.allocation.name}
        description = _("Jaareinde %(year)s: %(purpose)s, %(area)s") % named
        book(moves, on=on, description=description[:200], ground=ground, key=key, by=by)
    row.done_at = timezone.now()
    row.save(update_fields=["done_at"])


def _moves_of(row: Remainder, stock: Stock, *, by) -> tuple[Account, list[tuple[Account, Decimal]]]:
    """Return the account that is emptied, and what the others get from it."""
    allocation, purpose, year = row.allocation, row.purpose, row.allocation.run.year
    holder = allocation.holder if stock.account_kind == ADVANCE else None
    where = {"area": allocation.area, "purpose": purpose.purpose, "holder": holder, "by": by}
    kept = {int(then): Decimal(amount) for then, amount in row.kept.items()}
    moves = [
        (
            open_account(RESERVE, year=then, **where),
            kept.get(then, NOTHING) - stock.saved_now.get(then, NOTHING),
        )
        for then in {*kept, *stock.saved_now}
    ]
    if row.returned:
        back = owed_by(allocation, by=by) if holder else open_account(TREASURY, by=by)
        moves.append((back, row.returned))
    if row.for_goal:
        moves.append((open_account(RESERVE, goal=purpose.goal, **where), row.for_goal))
    if row.set_off:
        moves.append((open_account(stock.account_kind, year=year + 1, **where), row.set_off))
    if stock.spent:
        moves.append((open_account(SPENT, year=year, **where), stock.spent))
    return open_account(stock.account_kind, year=year, **where), moves
