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
from budgets.ledger.models import Account, Entry, new_number
from budgets.payments.calculations import LONGEST, SHORTEST, creditor_reference, normal
from budgets.payments.models import BankLine, ExpectedPayment, Settlement, StatementFile
from budgets.payments.plans import StatementPlan, plan_statements
from budgets.payments.states import CANCELLED, EXPECTED, PAID, PaymentRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.batches.actions import apply_plan, discard_batch, keep_file, keep_preview
from wijkportaal.foundation.jobs.actions import request_job
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
    source: Account | None = None,
    target: Account | None = None,
    ground: Ground,
    reference: str = "",
    incoming: bool = False,
    due_on: date | None = None,
    entry: Entry | None = None,
    when_paid: str = "",
    by,
) -> ExpectedPayment:
    """Say that `amount` euros will be paid, and which way they then move in the ledger: `source` to `target`.

    With an `entry` they moved already, needs no accounts, and the bank only confirms it. `when_paid` names the job that is asked for
    when all is paid, with the `source_id` of the ground as `pk`. Without a reference it gets one of its own (ISO 11649), to be put on the letter. Asking again with the same
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
                "entry": entry,
                "when_paid": when_paid,
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
    """Say that a payment will not come. Raises PaymentRefused when it is paid in part, or when another part of the
    portal waits for it: that itself says so, without a person (`by=None`).
    """

    def check(locked: ExpectedPayment) -> None:
        if locked.paid or locked.entry_id:
            raise PaymentRefused(_("Deze betaling is al geboekt, of er is al een deel betaald."))
        if locked.when_paid and by is not None:
            raise PaymentRefused(
                _("Deze betaling hoort bij een besluit en vervalt vanzelf als dat verandert.")
            )

    return perform(payment, "cancel", by=by, reason=reason, then=check)


def book_payment(payment: ExpectedPayment, *, by) -> ExpectedPayment:
    """Book a payment today, without waiting for the bank; its line then only confirms it. Again does nothing.

    Raises PaymentRefused when part of it was paid by the bank, or it is not expected any more; BookingRefused.
    """
    with recorded(by=by, action="payments.book_payment"):
        locked = _locked(payment)
        if locked.entry_id or locked.state == PAID:
            return locked
        if not locked.can_be_booked:
            raise PaymentRefused(
                _(
                    "%(payment)s is vervallen, of er is al een deel van betaald. Verwerk de rest met het afschrift."
                )
                % {"payment": locked}
            )
        locked.entry = _book(
            locked, locked.amount, on=timezone.localdate(), key=f"payment.booked:{locked.pk}", by=by
        )
        locked.save(update_fields=["entry"])
    return locked


def confirm_payment(payment: ExpectedPayment, *, by) -> ExpectedPayment:
    """Say by hand that a payment was done: books it, and lets the room above go on. Raises as `book_payment`."""
    with recorded(by=by, action="payments.confirm_payment"):
        booked = book_payment(payment, by=by)
        _go_on(booked, by=by)
    return booked


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
        for settlement in locked.settlements.filter(is_undone=False).select_related("entry", "expected"):
            if settlement.entry:
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
        if payment.entry_id:
            return
        entry = _book(payment, part.amount, on=line.on, key=key, statement=line.statement, by=by)
    settlement.entry = entry
    settlement.save(update_fields=["entry"])


def _pay(payment: ExpectedPayment, amount: Decimal, *, line: BankLine, by) -> ExpectedPayment:
    locked = _locked(payment)
    if locked.state != EXPECTED or locked.incoming != (line.amount > 0) or amount > locked.outstanding:
        left = Decimal(0) if locked.state in {PAID, CANCELLED} else locked.outstanding
        raise PaymentRefused(
            _("Op %(payment)s staat nog %(left)s open. Daar past %(amount)s niet bij.")
            % {"payment": locked, "left": euros(left), "amount": euros(amount)}
        )
    locked.paid += amount
    locked.paid_on = line.on
    locked.save(update_fields=["paid", "paid_on"])
    if locked.outstanding:
        return locked
    _go_on(locked, by=by)
    return perform(locked, "pay", by=by)


def _locked(payment: ExpectedPayment) -> ExpectedPayment:
    found = ExpectedPayment.objects.select_related("from_account", "to_account")
    return found.select_for_update(of=("self",)).get(pk=payment.pk)


def _book(payment: ExpectedPayment, amount: Decimal, *, on: date, key: str, statement: str = "", by) -> Entry:
    """Move what was paid, on the decision and document of the payment, or else the statement."""
    document = payment.document or (statement and _("bankafschrift %(number)s") % {"number": statement})
    return book(
        transfer(payment.from_account, payment.to_account, amount),
        on=on,
        description=f"{payment.reference} {payment.description}"[:200],
        ground=Ground(payment.decision, document, payment.source_kind, payment.source_id),
        key=key,
        by=by,
    )


def _go_on(payment: ExpectedPayment, *, by) -> None:
    """Let the room above follow, in a transaction of its own: the bank was right, whatever becomes of that."""
    if payment.when_paid:
        request_job(
            payment.when_paid,
            subject=_("Betaling %(reference)s is binnen") % {"reference": payment.reference}
            if payment.incoming
            else _("Betaling %(reference)s is gedaan") % {"reference": payment.reference},
            by=by,
            arguments={"pk": payment.source_id},
            key=f"{payment.when_paid}:{payment.source_id}",
        )


def _give_back(settlement: Settlement, *, by) -> None:
    locked = _locked(settlement.expected)
    if locked.state == PAID:
        locked = perform(locked, "reopen_payment", by=by)
    locked.paid -= settlement.amount
    locked.paid_on = locked.paid_on if locked.paid else None
    locked.save(update_fields=["paid", "paid_on"])
