"""Every write on vouchers. Each euro of one is on its own account in the ledger."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.ledger.actions import Ground, book, open_account
from budgets.ledger.calculations import transfer
from budgets.ledger.models import Account, Entry
from budgets.ledger.states import PROMISED, SPENT, BookingRefused
from budgets.payments.actions import expect_payment
from budgets.payments.calculations import creditor_reference
from budgets.vouchers import letters
from budgets.vouchers.models import Redemption, Voucher
from budgets.vouchers.queries import expired, expiring
from budgets.vouchers.states import PAID, REMIND_BEFORE, VoucherRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.files.actions import store_file
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

CARD_JOB = "vouchers.make_card"


def issue(*, source: Account, amount: Decimal, expires_on: date, by, **fields) -> Voucher:
    """Issue a voucher (euros): its value is set apart from a budget, its group gets the code, a worker makes the card.

    Raises VoucherRefused (Dutch) when the budget holds less.
    """
    with recorded(by=by, action="vouchers.issue"):
        voucher = Voucher.objects.create(
            source=source,
            amount=amount,
            expires_on=expires_on,
            issued_on=timezone.localdate(),
            issued_by=by,
            **fields,
        )
        try:
            _book(
                voucher,
                "issue",
                transfer(source, account_of(voucher, PROMISED, by=by), amount),
                _("Waardebon: %(idea)s"),
                by=by,
            )
        except BookingRefused as refusal:
            raise VoucherRefused(str(refusal)) from refusal
        if voucher.email:
            _send(voucher.email, letters.issued(voucher))
        request_job(
            CARD_JOB,
            subject=_("Kaart maken van waardebon %(number)s") % {"number": voucher.number},
            by=by,
            arguments={"voucher": voucher.pk},
            key=f"{CARD_JOB}:{voucher.pk}",
        )
    return voucher


def keep_card(voucher: Voucher, content: bytes, *, pages: int) -> None:
    """Keep the card that a worker made; the first stays."""
    with recorded(by=None, action="vouchers.keep_card"):
        locked = _locked(voucher)
        if locked.card_id is None:
            locked.card = store_file(CheckedFile(content, f"waardebon-{locked.number}.pdf", pages), by=None)
            locked.save(update_fields=["card"])


def redeem(voucher: Voucher, *, amount: Decimal, key: UUID, invoice: CheckedFile, **fields) -> Redemption:
    """Ask to be paid from a voucher; the amount is held from then on. The same `key` asks once.

    Raises VoucherRefused (Dutch) when it is no longer valid or holds less.
    """
    with recorded(by=None, action="vouchers.redeem"):
        locked = _locked(voucher)
        if found := Redemption.objects.filter(key=key, voucher=locked).first():
            return found
        if not locked.can_be_redeemed:
            raise VoucherRefused(refusal("Deze waardebon is op, verlopen of ingetrokken."))
        if amount > locked.left:
            raise VoucherRefused(
                refusal("Op deze waardebon staat nog %(left)s. U vraagt %(asked)s.")
                % {"left": euros(locked.left), "asked": euros(amount)}
            )
        locked.claimed += amount
        locked.save(update_fields=["claimed"])
        redemption = Redemption.objects.create(
            voucher=locked, amount=amount, key=key, invoice=store_file(invoice, by=None), **fields
        )
        _send(redemption.email, letters.asked(redemption))
    return redemption


def pay(redemption: Redemption, *, by) -> Redemption:
    """Book what was asked as spent; a voucher of which all is paid is used up."""

    def then(locked: Redemption) -> None:
        voucher = _locked(redemption.voucher)
        _settle(locked, by=by)
        promised, spent = account_of(voucher, PROMISED, by=by), account_of(voucher, SPENT, by=by)
        try:
            entry = _book(
                voucher,
                f"pay:{locked.pk}",
                transfer(promised, spent, locked.amount),
                _("Waardebon ingewisseld: %(idea)s"),
                by=by,
            )
        except BookingRefused as refusal:
            raise TransitionRefused(str(refusal)) from refusal
        expect_payment(
            locked.amount,
            description=_("Waardebon ingewisseld: %(idea)s") % {"idea": voucher.idea},
            ground=_ground_of(voucher),
            reference=creditor_reference(f"WPW{locked.pk}"),
            entry=entry,
            by=by,
        )
        _send(locked.email, letters.paid(locked))
        paid = voucher.redemptions.filter(state=PAID)
        if sum((each.amount for each in paid), Decimal(0)) == voucher.amount:
            perform(voucher, "use_up", by=None)

    return perform(redemption, "pay_redemption", by=by, then=then)


def refuse(redemption: Redemption, *, reason: str, by) -> Redemption:
    """Refuse to pay; the amount is free on the voucher again."""

    def then(locked: Redemption) -> None:
        voucher = _locked(redemption.voucher)
        voucher.claimed -= locked.amount
        voucher.save(update_fields=["claimed"])
        _settle(locked, reason=reason.strip(), by=by)
        _send(locked.email, letters.refused(locked))

    return perform(redemption, "refuse_redemption", by=by, reason=reason, then=then)


def withdraw(voucher: Voucher, *, reason: str, by) -> Voucher:
    """Stop a voucher; what is left goes back to the budget."""
    return perform(voucher, "withdraw", by=by, reason=reason, then=lambda locked: _give_back(locked, by=by))


def expire_vouchers(*, on: date | None = None) -> None:
    """End what has expired, and write to groups whose voucher expires within a month. Safe to call at any time."""
    today = on or timezone.localdate()
    for voucher in expired(today):
        perform(voucher, "expire", by=None, then=lambda locked: _give_back(locked, by=None))
    for voucher in expiring(today + REMIND_BEFORE):
        if voucher.left and voucher.expires_on >= today:
            key = f"vouchers.expires:{voucher.pk}:{voucher.expires_on}"
            _send(voucher.email, letters.expires_soon(voucher), key=key)


def account_of(voucher: Voucher, kind: str, *, by) -> Account:
    """Return the account of a voucher: its number tells it apart from all others."""
    return open_account(
        kind,
        area=voucher.area,
        purpose=voucher.source.purpose,
        year=voucher.source.year or voucher.issued_on.year,
        holder=voucher.organisation,
        goal=_("waardebon %(number)s") % {"number": voucher.number},
        by=by,
    )


def _give_back(voucher: Voucher, *, by) -> None:
    if voucher.left:
        promised = account_of(voucher, PROMISED, by=by)
        try:
            _book(
                voucher,
                "back",
                transfer(promised, voucher.source, voucher.left),
                _("Waardebon niet gebruikt: %(idea)s"),
                by=by,
            )
        except BookingRefused as refusal:
            raise TransitionRefused(str(refusal)) from refusal


def _book(voucher: Voucher, turn: str, moves: Mapping[Account, Decimal], text: str, *, by) -> Entry:
    return book(
        moves,
        on=timezone.localdate(),
        description=(text % {"idea": voucher.idea})[:200],
        ground=_ground_of(voucher),
        key=f"vouchers.{turn}:{voucher.pk}",
        by=by,
    )


def _ground_of(voucher: Voucher) -> Ground:
    decision = _("Waardebon %(number)s") % {"number": voucher.number}
    return Ground(decision, source_kind="vouchers.voucher", source_id=voucher.pk)


def _settle(redemption: Redemption, *, reason: str = "", by) -> None:
    redemption.settled_on, redemption.settled_by, redemption.reason = timezone.localdate(), by, reason
    redemption.save(update_fields=["settled_on", "settled_by", "reason"])


def _locked(voucher: Voucher) -> Voucher:
    return (
        Voucher.objects.select_for_update(of=("self",))
        .select_related("source__purpose", "area")
        .get(pk=voucher.pk)
    )


def _send(to: str, letter: letters.Letter, *, key: str = "") -> None:
    send_letter(to=to, subject=letter.subject, body=letter.body, key=key)
