"""The money of a grant: what is set apart and settled is booked with its decision, what is paid when the bank says so,
or by hand. Each once."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.decisions import states as outcomes
from budgets.decisions.models import Decision
from budgets.grants import letters
from budgets.grants.actions.recording import decide, note, tell
from budgets.grants.calculations import money
from budgets.grants.documents import settled_words
from budgets.grants.models import Application
from budgets.grants.queries import KIND, PAID_JOB
from budgets.grants.states import GRANTED, PAY_WITHIN, SETTLED
from budgets.ledger.actions import Ground, book, open_account
from budgets.ledger.models import Account
from budgets.ledger.states import ADVANCE, BUDGET, PROMISED, RECEIVABLE, SPENT, BookingRefused
from budgets.payments.actions import book_payment, cancel_expected, expect_payment
from budgets.payments.calculations import creditor_reference
from budgets.payments.queries import payments_for, to_book
from budgets.payments.states import PaymentRefused
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def source_for(application: Application, *, year: int, by) -> Account:
    """Return the pot of the regulation, or the budget of the area for its purpose in a year."""
    regulation = application.regulation
    return regulation.account or open_account(
        BUDGET, area=application.area, purpose=regulation.purpose, year=year, by=by
    )


def accounts_of(application: Application, *, by) -> money.Accounts[Account]:
    """Return the accounts of one grant, told apart from those of others by its number."""
    source = application.source
    told_apart = {
        "area": application.area,
        "purpose": source.purpose or application.regulation.purpose,
        "year": source.year or application.decided_on.year,
        "holder": application.organisation,
        "goal": _("aanvraag %(number)s") % {"number": application.number},
    }
    kinds = (PROMISED, ADVANCE, SPENT, RECEIVABLE)
    return money.Accounts(source, *(open_account(kind, **told_apart, by=by) for kind in kinds))


def promise(application: Application, decision: Decision, *, more: Decimal, by) -> None:
    """Set apart what is granted more than before, and expect what is paid first.

    Raises TransitionRefused when the pot holds less.
    """
    accounts = accounts_of(application, by=by)
    moves = money.promise(accounts, more)
    _book(application, f"promise.{decision.pk}", moves, _("Toegezegd: %(title)s"), decision=decision, by=by)
    first = money.pay_whole if application.regulation.settles_at_once else money.pay_advance
    expect(
        application,
        first(accounts, application.to_pay_first - application.advance),
        _("Betaling: %(title)s"),
        decision=decision,
        by=by,
    )


def release_promise(application: Application, *, by) -> None:
    """Give back what was set apart and not paid; nothing is expected any more."""
    moves = money.release(accounts_of(application, by=by), application.granted)
    _book(application, "release", moves, _("Niet gebruikt: %(title)s"), by=by)
    expect_no_more(application)


def reference_of(application: Application) -> str:
    """Return the reference of the next payment of an application: its number and a count, with check digits."""
    return creditor_reference(f"{application.number}{payments_for(KIND, application.pk).count() + 1}")


def expect(
    application: Application, payment: money.Payment[Account], text: str, *, decision: Decision, by
) -> None:
    """Expect a payment at the bank, which then moves the money in the ledger; nothing when there is none."""
    if payment.amount:
        expect_payment(
            payment.amount,
            description=text % {"title": application.title},
            source=payment.source,
            target=payment.target,
            ground=ground_of(application, decision),
            reference=reference_of(application),
            incoming=payment.incoming,
            due_on=timezone.localdate() + PAY_WITHIN,
            when_paid=PAID_JOB,
            by=by,
        )


def expect_no_more(application: Application) -> None:
    """Say that what is still expected will not come. Raises TransitionRefused when it came in part."""
    try:
        for payment in to_book(KIND, application.pk):
            cancel_expected(payment, reason=_("Het besluit is veranderd."), by=None)
    except PaymentRefused as refusal:
        raise TransitionRefused(str(refusal)) from refusal


def pay(application: Application, *, by) -> Application:
    """Record that the advance was paid, or the whole when the regulation asks for no account.

    What the bank did not tell yet is booked now, once. Raises TransitionRefused when it was paid already or the year
    is closed.
    """
    whole = application.regulation.settles_at_once
    return perform(
        application, "pay_whole" if whole else "pay", by=by, then=lambda locked: _paid(locked, by=by)
    )


def _paid(application: Application, *, by) -> None:
    now = application.to_pay_first - application.advance
    application.advance = application.to_pay_first
    if is_whole := application.regulation.settles_at_once:
        application.final = application.granted
    application.save(update_fields=["advance", "final"])
    _book_expected(application, by=by)
    note(application, "pay_whole" if is_whole else "pay", by=by, amount=now)
    if now:
        tell(
            application,
            letters.whole_paid(application) if is_whole else letters.advance_paid(application, now),
        )


def payment_came(application: Application) -> Application:
    """Go on when all that was expected was paid: the advance, the whole, the rest, or what had to come back."""
    step = {GRANTED: pay, SETTLED: balance}.get(application.state)
    if step and not to_book(KIND, application.pk):
        return step(application, by=None)
    return application


def settle(application: Application, *, final: Decimal, reasons: str, by) -> Application:
    """Fix the amount (euros), by a decision. What is not used falls free; what was paid too much is asked back.

    What is left to pay is expected at the bank; when that is nothing the application is closed at once. Raises
    TransitionRefused (Dutch).
    """

    def then(locked: Application) -> None:
        if not 0 <= final <= locked.granted:
            raise TransitionRefused(refusal("Het bedrag ligt tussen nul en het toegekende bedrag."))
        if final < locked.granted and not reasons.strip():
            raise TransitionRefused(refusal("Schrijf op waarom het bedrag lager is dan toegekend."))
        locked.final = final
        locked.save(update_fields=["final"])
        decision = decide(
            locked,
            outcomes.RECLAIMED if locked.to_pay_back else outcomes.SETTLED,
            settled_words(locked, reasons.strip(), reference=reference_of(locked)),
            amount=final,
            by=by,
        )
        accounts = accounts_of(locked, by=by)
        moves = money.settle(accounts, granted=locked.granted, advance=locked.advance, final=final)
        _book(locked, "settle", moves, _("Vastgesteld: %(title)s"), decision=decision, by=by)
        expect_balance(locked, decision, by=by)
        note(locked, "settle", by=by, text=reasons, amount=final, decision=decision)

    return close_when_even(perform(application, "settle", by=by, then=then))


def expect_balance(application: Application, decision: Decision, *, by) -> None:
    """Expect the rest of a fixed amount, or what must come back."""
    left = money.balance(accounts_of(application, by=by), paid=application.advance, final=application.final)
    text = _("Terugbetaling: %(title)s") if left.incoming else _("Rest: %(title)s")
    expect(application, left, text, decision=decision, by=by)


def close_when_even(application: Application) -> Application:
    """End a settled application of which nothing is left to pay."""
    if not application.still_to_pay and not application.to_pay_back:
        return balance(application, by=None)
    return application


def balance(application: Application, *, by) -> Application:
    """Record that the rest was paid, or that what was too much came back; booked now unless the bank told it."""

    def then(locked: Application) -> None:
        _book_expected(locked, by=by)
        note(locked, "balance", by=by, amount=locked.still_to_pay or locked.to_pay_back or None)
        tell(locked, letters.closed(locked))

    return perform(application, "balance", by=by, then=then)


def settle_again(application: Application, decision: Decision, *, before: Decimal, by) -> None:
    """Book that another amount was fixed than `before`, and expect what is then still to pay."""
    moves = money.settle_again(
        accounts_of(application, by=by), paid=application.advance, before=before, after=application.final
    )
    _book(
        application,
        f"settle.{decision.pk}",
        moves,
        _("Opnieuw vastgesteld: %(title)s"),
        decision=decision,
        by=by,
    )
    expect_balance(application, decision, by=by)


def _book_expected(application: Application, *, by) -> None:
    try:
        for payment in to_book(KIND, application.pk):
            book_payment(payment, by=by)
    except (BookingRefused, PaymentRefused) as refusal:
        raise TransitionRefused(str(refusal)) from refusal


def _book(
    application: Application,
    turn: str,
    moves: Mapping[Account, Decimal],
    text: str,
    *,
    decision: Decision | None = None,
    by,
) -> None:
    if not moves:
        return
    try:
        book(
            moves,
            on=timezone.localdate(),
            description=(text % {"title": application.title})[:200],
            ground=ground_of(application, decision or newest_decision(application)),
            key=f"grants.{turn}:{application.pk}",
            by=by,
        )
    except BookingRefused as refusal:
        raise TransitionRefused(str(refusal)) from refusal


def ground_of(application: Application, decision: Decision) -> Ground:
    """What a booking or payment of an application rests on."""
    return Ground(
        _("Beschikking %(number)s") % {"number": decision.number},
        _("aanvraag %(number)s") % {"number": application.number},
        source_kind=KIND,
        source_id=application.pk,
    )


def newest_decision(application: Application) -> Decision:
    """Return the decision that an application stands on now."""
    return Decision.objects.filter(pk__in=application.steps.exclude(decision=None).values("decision")).latest(
        "pk"
    )


def return_account(application: Application, *, reason: str, by) -> Application:
    """Ask the applicant to account again, with what is not right yet."""

    def then(locked: Application) -> None:
        note(locked, "return_account", by=by, text=reason)
        tell(locked, letters.account_returned(locked, reason.strip()))

    return perform(application, "return_account", by=by, reason=reason, then=then)
