"""An objection that is right: one step answers it, gives the application another amount and moves the money."""

from decimal import Decimal

from django.utils import timezone

from budgets.decisions.models import Decision
from budgets.grants.actions.deciding import account_day, start_when_nothing_is_paid
from budgets.grants.actions.money import (
    close_when_even,
    expect_no_more,
    promise,
    reference_of,
    settle_again,
    source_for,
)
from budgets.grants.actions.recording import note
from budgets.grants.documents import revised_words, settled_again_words
from budgets.grants.models import Application
from budgets.grants.queries import KIND
from budgets.objections.actions import answer
from budgets.objections.models import Objection
from budgets.objections.states import FOUNDED
from budgets.payments.queries import moved_for
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def revise(
    application: Application, objection: Objection, *, amount: Decimal, reasons: str, by
) -> Application:
    """Answer an objection as right and give another amount (euros): what is granted, or once fixed the fixed amount.

    The letter of the answer says it, the ledger and what is expected at the bank follow. An application that was
    refused is granted; one that runs goes on when what is more was paid. Raises TransitionRefused (Dutch) when the
    pot holds too little or part of what is expected was paid; PermissionDenied for who decided or has an interest.
    """
    was_fixed = application.final is not None

    def then(locked: Application) -> None:
        _refuse(locked, amount)
        expect_no_more(locked)
        change = _fix if was_fixed else _grant
        change(locked, objection, amount, reasons.strip(), by=by)

    step = "revise_final" if was_fixed else "revise"
    revised = perform(application, step, by=by, reason=reasons, then=then)
    return close_when_even(revised) if was_fixed else start_when_nothing_is_paid(revised)


def _refuse(application: Application, amount: Decimal) -> None:
    before = application.granted if application.final is None else application.final
    least = application.advance if application.final is None else Decimal(0)
    if not least <= amount <= application.requested or not amount or amount == before:
        raise TransitionRefused(
            refusal(
                "Kies een ander bedrag dan nu: niet meer dan er is gevraagd, en niet minder dan er al is betaald."
            )
        )


def _grant(application: Application, objection: Objection, amount: Decimal, reasons: str, *, by) -> None:
    more = amount - (application.granted or Decimal(0))
    application.granted, application.reasons = amount, reasons
    application.source = application.source or source_for(application, year=timezone.localdate().year, by=by)
    application.account_due_on = application.account_due_on or account_day(application)
    application.save(update_fields=["granted", "reasons", "source", "account_due_on"])
    decision = _answer(objection, revised_words(application), amount, reasons, by=by)
    promise(application, decision, more=more, by=by)
    note(application, "revise", by=by, text=reasons, amount=amount, decision=decision)


def _fix(application: Application, objection: Objection, amount: Decimal, reasons: str, *, by) -> None:
    before = application.final
    application.advance, application.final = moved_for(KIND, application.pk), amount
    application.granted = max(application.granted, amount)
    application.save(update_fields=["advance", "final", "granted"])
    words = settled_again_words(application, reference=reference_of(application))
    decision = _answer(objection, words, amount, reasons, by=by)
    settle_again(application, decision, before=before, by=by)
    note(application, "revise_final", by=by, text=reasons, amount=amount, decision=decision)


def _answer(objection: Objection, words: str, amount: Decimal, reasons: str, *, by) -> Decision:
    return answer(objection, result=FOUNDED, reasons=reasons, instead=words, amount=amount, by=by).answer
