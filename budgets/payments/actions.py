"""Every write of payments. Money moves in the ledger in the same transaction as the line that tells of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.ledger.actions import Ground, book, counter
from budgets.ledger.calculations import transfer
from budgets.ledger.models import Account, new_number
from budgets.payments.calculations import LONGEST, SHORTEST, creditor_reference, normal
from budgets.payments.models import BankLine, ExpectedPayment, Settlement, StatementFile
from budgets.payments.plans import StatementPlan, plan_statements
from budgets.payments.states import CANCELLED, EXPECTED, PAID, PaymentRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.batches.actions import apply_plan, discard_batch, keep_file, keep_preview
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.models import life_cycle_of


@dataclass(frozen=True)
class Part:
    """Part of a bank line, in euros above zero: what it pays, or where it is booked and on which ground."""

    amount: Decimal
    expected: ExpectedPayment | None = None
    source: Account | None = None
    target: Account | None = None
    description: str = ""
    ground: Ground | None = None


def expect_payment(
    amount: Decimal,
    *,
    description: str,
    source: Account,
    target: Account,
    ground: Ground,
    reference: str = "",
    incoming: bool = False,
    due_on: date | None = None,
    by,
) -> ExpectedPayment:
    """Say that `amount` euros will be paid, and which way they then move in the ledger: `source` to `target`.

    Without a reference it gets one of its own (ISO 11649), to be put on the letter. Asking again with the same
    reference returns what is there; raises PaymentRefused (Dutch) when that was something else.
    """
    reference = reference or creditor_reference(f"WP{new_number()}")
    key = normal(reference)
    if not SHORTEST <= len(key) <= LONGEST:
        raise PaymentRefused(
            _("Een betalingskenmerk heeft %(least)d tot %(most)d letters en cijfers.")
            % {"least": SHORTEST, "most": LONGEST}
        )
    values = {
        "amount": amount,
        "incoming": incoming,
        "from_account": source,
        "to_account": target,
        "source_kind": ground.source_kind,
        "source_id": ground.source_id,
    }
    with recorded(by=by, action="payments.expect_payment"):
        payment, made = ExpectedPayment.objects.get_or_create(
            key=key,
            defaults={
                **values,
                "reference": reference,
                "description": description[:150],
                "due_on": due_on,
                "decision": ground.decision,
                "document": ground.document,
            },
        )
        if not made and any(getattr(payment, name) != value for name, value in values.items()):
            raise PaymentRefused(
                _("Het kenmerk %(reference)s hoort al bij een andere betaling. Kies een ander kenmerk.")
                % {"reference": reference}
            )
    return payment


def cancel_expected(payment: ExpectedPayment, *, reason: str, by) -> ExpectedPayment:
    """Say that a payment will not come. Raises PaymentRefused when part of it is paid."""

    def check(locked: ExpectedPayment) -> None:
        if locked.paid:
            raise PaymentRefused(_("Er is al een deel betaald. Maak dat eerst ongedaan."))

    return perform(payment, "cancel", by=by, reason=reason, then=check)


def receive_file(upload: File, *, by) -> StatementFile:
    """Keep an uploaded file of the bank with what it would do."""
    with recorded(by=by, action="payments.receive_file"):
        kept = keep_file(StatementFile(), upload, by=by)
        return keep_preview(kept, _plan(kept), by=by)


def apply_file(kept: StatementFile, *, by) -> StatementFile:
    """Read a file in: each new line once, and what it pays booked; all of it or nothing.

    The file itself then goes: it tells of more people than the lines that are kept. Raises ImportRefused when
    the portal changed since the preview, TransitionRefused when it was read in already.
    """
    life_cycle_of(kept).check("apply", kept.state)
    plan = _plan(kept)

    def write() -> None:
        lines = [planned.line for planned in plan.payload]
        for line in lines:
            line.file = kept
        BankLine.objects.bulk_create(lines)
        payments = ExpectedPayment.objects.select_related("from_account", "to_account").in_bulk(
            [key for planned in plan.payload for key, _amount in planned.parts or ()]
        )
        for planned in plan.payload:
            if planned.parts:
                parts = [Part(amount, expected=payments[key]) for key, amount in planned.parts]
                settle_line(planned.line, parts, by=by)
        StatementFile.objects.filter(pk=kept.pk).update(file="")
        transaction.on_commit(lambda: kept.file.storage.delete(kept.file.name), robust=True)

    return apply_plan(kept, plan, write, by=by)


def discard_file(kept: StatementFile, *, by) -> StatementFile:
    """Throw a file away without using it."""
    return discard_batch(kept, by=by)


def settle_line(line: BankLine, parts: Iterable[Part], *, by) -> BankLine:
    """Divide a bank line over what it pays, and book each part on the day of the line.

    Raises PaymentRefused or BookingRefused (Dutch): when the parts are not the line to the cent, when more is
    paid than was expected, or when the ledger says no.
    """
    # In one order, so that two people who divide lines over the same payments never wait in a circle.
    parts = sorted(parts, key=lambda part: part.expected.pk if part.expected else 0)

    def write(locked: BankLine) -> None:
        total = sum(part.amount for part in parts)
        if total != abs(locked.amount) or any(part.amount <= 0 for part in parts):
            raise PaymentRefused(
                _("De delen zijn samen %(total)s. De regel is %(amount)s; dat moet gelijk zijn.")
                % {"total": euros(total), "amount": euros(abs(locked.amount))}
            )
        for part in parts:
            _settle(locked, part, by=by)

    return perform(line, "settle", by=by, then=write)


def set_line_aside(line: BankLine, *, reason: str, by) -> BankLine:
    """Say that a bank line is not about the money of areas, and why."""
    return perform(line, "set_aside", by=by, reason=reason, then=lambda locked: _keep_reason(locked, reason))


def take_line_back(line: BankLine, *, by) -> BankLine:
    """Put a line that was set aside back in the work list."""
    return perform(line, "take_back", by=by, then=lambda locked: _keep_reason(locked, ""))


def undo_line(line: BankLine, *, reason: str, by) -> BankLine:
    """Undo what a line settled: counter-entries in the ledger, and its payments are expected again.

    Raises BookingRefused (Dutch) when the money is no longer where it went.
    """

    def write(locked: BankLine) -> None:
        for settlement in locked.settlements.filter(is_undone=False).select_related("entry"):
            counter(settlement.entry, reason=reason, on=timezone.localdate(), by=by)
            settlement.is_undone = True
            settlement.save(update_fields=["is_undone"])
            if settlement.expected_id:
                _give_back(settlement, by=by)

    return perform(line, "undo", by=by, reason=reason, then=write)


def _plan(kept: StatementFile) -> StatementPlan:
    with kept.file.open("rb") as upload:
        return plan_statements(upload)


def _keep_reason(line: BankLine, reason: str) -> None:
    line.reason = reason.strip()
    line.save(update_fields=["reason"])


def _settle(line: BankLine, part: Part, *, by) -> None:
    settlement = Settlement.objects.create(line=line, expected=part.expected, amount=part.amount)
    key = f"payment:{settlement.pk}"
    if part.expected is None:
        moves = transfer(part.source, part.target, part.amount)
        entry = book(moves, on=line.on, description=part.description, ground=part.ground, key=key, by=by)
    else:
        payment = _pay(part.expected, part.amount, line=line, by=by)
        ground = Ground(
            payment.decision,
            payment.document or _("bankafschrift %(number)s") % {"number": line.statement},
            payment.source_kind,
            payment.source_id,
        )
        moves = transfer(payment.from_account, payment.to_account, part.amount)
        description = f"{payment.reference} {payment.description}"[:200]
        entry = book(moves, on=line.on, description=description, ground=ground, key=key, by=by)
    settlement.entry = entry
    settlement.save(update_fields=["entry"])


def _pay(payment: ExpectedPayment, amount: Decimal, *, line: BankLine, by) -> ExpectedPayment:
    locked = ExpectedPayment.objects.select_for_update().get(pk=payment.pk)
    if locked.state != EXPECTED or locked.incoming != (line.amount > 0) or amount > locked.outstanding:
        left = Decimal(0) if locked.state in {PAID, CANCELLED} else locked.outstanding
        raise PaymentRefused(
            _("Op %(payment)s staat nog %(left)s open. Daar past %(amount)s niet bij.")
            % {"payment": locked, "left": euros(left), "amount": euros(amount)}
        )
    locked.paid += amount
    locked.paid_on = line.on
    locked.save(update_fields=["paid", "paid_on"])
    return perform(locked, "pay", by=by) if locked.paid == locked.amount else locked


def _give_back(settlement: Settlement, *, by) -> None:
    locked = ExpectedPayment.objects.select_for_update().get(pk=settlement.expected_id)
    if locked.state == PAID:
        locked = perform(locked, "reopen_payment", by=by)
    locked.paid -= settlement.amount
    locked.paid_on = locked.paid_on if locked.paid else None
    locked.save(update_fields=["paid", "paid_on"])
