"""The bookings of a grant. Each is made once, in the transaction of the step that it belongs to."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.decisions import states as outcomes
from budgets.decisions.actions import issue
from budgets.decisions.models import Decision
from budgets.grants import letters
from budgets.grants.actions.recording import note, tell
from budgets.grants.calculations import money
from budgets.grants.documents import addressee_of, settled_words
from budgets.grants.models import Application
from budgets.ledger.actions import Ground, book, open_account
from budgets.ledger.models import Account
from budgets.ledger.states import ADVANCE, BUDGET, PROMISED, RECEIVABLE, SPENT, BookingRefused
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


def promise(application: Application, decision: Decision, *, by) -> None:
    """Set the granted amount apart. Raises TransitionRefused when the pot holds less."""
    moves = money.promise(accounts_of(application, by=by), application.granted)
    _book(application, "promise", moves, _("Toegezegd: %(title)s"), decision=decision, by=by)


def release_promise(application: Application, *, by) -> None:
    """Give back what was set apart and not paid."""
    moves = money.release(accounts_of(application, by=by), application.granted)
    _book(application, "release", moves, _("Niet gebruikt: %(title)s"), by=by)


def pay(application: Application, *, by) -> Application:
    """Pay the advance, or the whole when the regulation asks for no account.

    Raises TransitionRefused when it was paid already or the year is closed.
    """
    if application.regulation.settles_at_once:
        return perform(application, "pay_whole", by=by, then=lambda locked: _pay_whole(locked, by=by))
    return perform(application, "pay", by=by, then=lambda locked: _pay_advance(locked, by=by))


def _pay_advance(application: Application, *, by) -> None:
    application.advance = application.advance_planned
    application.save(update_fields=["advance"])
    moves = money.pay_advance(accounts_of(application, by=by), application.advance)
    _book(application, "advance", moves, _("Voorschot: %(title)s"), by=by)
    note(application, "pay", by=by, amount=application.advance)
    if application.advance:
        tell(application, letters.advance_paid(application))


def _pay_whole(application: Application, *, by) -> None:
    application.advance = application.final = application.granted
    application.save(update_fields=["advance", "final"])
    moves = money.pay_whole(accounts_of(application, by=by), application.granted)
    _book(application, "whole", moves, _("Betaald: %(title)s"), by=by)
    note(application, "pay_whole", by=by, amount=application.granted)
    tell(application, letters.whole_paid(application))


def settle(application: Application, *, final: Decimal, reasons: str, by) -> Application:
    """Fix the amount (euros), by a decision. What is not used falls free; what was paid too much is asked back.

    When nothing is left to pay the application is closed at once. Raises TransitionRefused (Dutch).
    """

    def then(locked: Application) -> None:
        if not 0 <= final <= locked.granted:
            raise TransitionRefused(_("Het bedrag ligt tussen nul en het toegekende bedrag."))
        if final < locked.granted and not reasons.strip():
            raise TransitionRefused(_("Schrijf op waarom het bedrag lager is dan toegekend."))
        locked.final = final
        locked.save(update_fields=["final"])
        decision = issue(
            locked.area,
            outcomes.RECLAIMED if locked.to_pay_back else outcomes.SETTLED,
            to=addressee_of(locked),
            says=settled_words(locked, reasons.strip()),
            amount=final,
            by=by,
        )
        accounts = accounts_of(locked, by=by)
        moves = money.settle(accounts, granted=locked.granted, advance=locked.advance, final=final)
        _book(locked, "settle", moves, _("Vastgesteld: %(title)s"), decision=decision, by=by)
        note(locked, "settle", by=by, text=reasons, amount=final, decision=decision)

    settled = perform(application, "settle", by=by, then=then)
    if not settled.still_to_pay and not settled.to_pay_back:
        return balance(settled, by=None)
    return settled


def balance(application: Application, *, by) -> Application:
    """Book that the rest was paid, or that what was too much came back."""

    def then(locked: Application) -> None:
        accounts = accounts_of(locked, by=by)
        moves = money.balance(accounts, advance=locked.advance, final=locked.final)
        text = _("Terugbetaald: %(title)s") if locked.to_pay_back else _("Rest betaald: %(title)s")
        _book(locked, "balance", moves, text, by=by)
        note(locked, "balance", by=by, amount=locked.still_to_pay or locked.to_pay_back or None)
        tell(locked, letters.closed(locked))

    return perform(application, "balance", by=by, then=then)


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
    rests_on = decision or newest_decision(application)
    ground = Ground(
        _("Beschikking %(number)s") % {"number": rests_on.number},
        _("aanvraag %(number)s") % {"number": application.number},
        source_kind="grants.application",
        source_id=application.pk,
    )
    try:
        book(
            moves,
            on=timezone.localdate(),
            description=(text % {"title": application.title})[:200],
            ground=ground,
            key=f"grants.{turn}:{application.pk}",
            by=by,
        )
    except BookingRefused as refusal:
        raise TransitionRefused(str(refusal)) from refusal


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
