"""The gemeente's side before the money moves: ask, assess, advise, decide; and the clock."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from budgets.decisions import states as outcomes
from budgets.grants import letters
from budgets.grants.actions.money import pay, promise, source_for
from budgets.grants.actions.recording import decide, note, tell
from budgets.grants.documents import granted_words, rejected_words, set_aside_words
from budgets.grants.models import Advice, Application, Question
from budgets.grants.queries import (
    deciders_of,
    due_date_of,
    due_for_account,
    due_for_answer,
    due_for_decision,
    reviewers_of,
)
from budgets.grants.states import REMIND_BEFORE, SUBMITTED, GrantRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def ask(application: Application, question: str, *, answer_by: date, by) -> Application:
    """Ask the applicant for what is missing; the term stands still (art. 4:5, 4:15 Awb)."""

    def then(locked: Application) -> None:
        today = timezone.localdate()
        if answer_by <= today:
            raise TransitionRefused(refusal("Geef de aanvrager tijd: kies een latere dag dan vandaag."))
        asked = Question.objects.create(
            application=locked, question=question.strip(), asked_on=today, asked_by=by, answer_by=answer_by
        )
        locked.due_on = due_date_of(locked)
        locked.save(update_fields=["due_on"])
        note(locked, "ask", by=by, text=question)
        tell(locked, letters.asked(locked, asked))

    return perform(application, "ask", by=by, reason=question, then=then)


def assess(application: Application, points: Sequence[dict], judgement: str, *, by) -> Application:
    """Write down the review: each point of the checklist with yes or no, and a judgement for who decides."""

    def then(locked: Application) -> None:
        locked.assessment, locked.judgement, locked.assessed_by = list(points), judgement.strip(), by
        locked.save(update_fields=["assessment", "judgement", "assessed_by"])
        note(locked, "assess", by=by)

    return perform(application, "assess", by=by, then=then)


def advise(application: Application, *, is_positive: bool, text: str, by) -> Advice:
    """Give the advice of the wijkteam; a second one by the same person replaces the first.

    Raises GrantRefused when it was decided on already.
    """
    if not by.has_perm("grants.advise", application):
        raise PermissionDenied
    with recorded(by=by, action="grants.advise"):
        locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        if not locked.is_undecided:
            raise GrantRefused(refusal("Over deze aanvraag is al besloten."))
        advice, _made = Advice.objects.update_or_create(
            application=locked,
            by=by,
            defaults={"is_positive": is_positive, "text": text.strip(), "at": timezone.now()},
        )
        note(locked, "advise", by=by, text=text)
    return advice


def look_again(application: Application, *, reason: str, by) -> Application:
    """Send an assessed application back to the review; a first decision falls."""

    def then(locked: Application) -> None:
        locked.assessed_by = locked.proposed_by = locked.proposed_amount = None
        locked.proposed_reasons = ""
        locked.save(update_fields=["assessed_by", "proposed_by", "proposed_amount", "proposed_reasons"])
        note(locked, "look_again", by=by, text=reason)

    return perform(application, "look_again", by=by, reason=reason, then=then)


def propose(application: Application, *, amount: Decimal, reasons: str, by) -> Application:
    """Give the first of two decisions; a colleague gives the second."""

    def then(locked: Application) -> None:
        _refuse_amount(locked, amount, reasons)
        locked.proposed_amount, locked.proposed_reasons, locked.proposed_by = amount, reasons.strip(), by
        locked.save(update_fields=["proposed_amount", "proposed_reasons", "proposed_by"])
        note(locked, "propose", by=by, text=reasons, amount=amount)

    return perform(application, "propose", by=by, reason=reasons, then=then)


def grant(application: Application, *, amount: Decimal, reasons: str = "", by) -> Application:
    """Grant an amount (euros), whole or in part, by a decision; the money is set apart.

    The second of two deciders grants what the first proposed. After its date a decision is still possible, and
    is shown as late. Raises TransitionRefused (Dutch), also when the pot holds too little.
    """

    def then(locked: Application) -> None:
        granted, why = amount, reasons.strip()
        if locked.proposed_amount is not None:
            granted, why = locked.proposed_amount, locked.proposed_reasons
        _refuse_amount(locked, granted, why)
        today = timezone.localdate()
        locked.granted, locked.reasons, locked.decided_on, locked.decided_by = granted, why, today, by
        locked.source = source_for(locked, year=today.year, by=by)
        locked.account_due_on = account_day(locked)
        locked.save(
            update_fields=["granted", "reasons", "decided_on", "decided_by", "source", "account_due_on"]
        )
        outcome = outcomes.PARTLY if granted < locked.requested else outcomes.GRANTED
        decision = decide(locked, outcome, granted_words(locked), amount=granted, by=by)
        promise(locked, decision, more=granted, by=by)
        note(locked, "grant", by=by, text=why, amount=granted, was_late=locked.is_late, decision=decision)

    return start_when_nothing_is_paid(perform(application, "grant", by=by, then=then))


def account_day(application: Application) -> date:
    """Return the last day to account: so many weeks after the plan ends, or after today when that has been."""
    last = max(application.ends_on or application.starts_on, timezone.localdate())
    return last + timedelta(weeks=application.regulation.account_within)


def start_when_nothing_is_paid(application: Application) -> Application:
    """Let the applicant begin at once when nothing is (more) to be paid beforehand."""
    if application.to_pay_first == application.advance:
        return pay(application, by=None)
    return application


def _refuse_amount(application: Application, amount: Decimal, reasons: str) -> None:
    if not 0 < amount <= application.requested:
        raise TransitionRefused(
            refusal("Kies een bedrag tot en met wat er is gevraagd. Is het niets? Wijs dan af.")
        )
    if amount < application.requested and not reasons.strip():
        raise TransitionRefused(refusal("Schrijf op waarom het minder is dan gevraagd."))


def reject(application: Application, *, reasons: str, by) -> Application:
    """Refuse an application with the reasons, by a decision."""

    def then(locked: Application) -> None:
        _decide(locked, "reject", outcomes.REJECTED, rejected_words(locked, reasons.strip()), reasons, by=by)

    return perform(application, "reject", by=by, reason=reasons, then=then)


def set_aside(application: Application, *, reasons: str, by) -> Application:
    """Leave an application that was not completed in time, by a decision (art. 4:5 Awb)."""

    def then(locked: Application) -> None:
        words = set_aside_words(locked, reasons.strip())
        _decide(locked, "set_aside", outcomes.NOT_CONSIDERED, words, reasons, by=by)

    return perform(application, "set_aside", by=by, reason=reasons, then=then)


def _decide(application: Application, step: str, outcome: str, words, reasons: str, *, by) -> None:
    application.reasons, application.decided_on = reasons.strip(), timezone.localdate()
    application.decided_by = by
    application.save(update_fields=["reasons", "decided_on", "decided_by"])
    decision = decide(application, outcome, words, by=by)
    note(application, step, by=by, text=reasons, was_late=application.is_late, decision=decision)


def remind(*, on: date | None = None) -> None:
    """Write to who must do something: decide, answer or account. Safe to call at any time; each goes once."""
    today = on or timezone.localdate()
    for application in due_for_decision(today + REMIND_BEFORE).iterator(chunk_size=200):
        reads = (
            reviewers_of
            if application.state == SUBMITTED and not application.regulation.is_quick
            else deciders_of
        )
        for person in reads(application):
            letter = letters.decision_reminder(application, person)
            key = letters.reminder_key(
                "decide", application, application.due_on, today=today, to=str(person.pk)
            )
            send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)
    for question in due_for_answer(today + REMIND_BEFORE).iterator(chunk_size=200):
        if question.answer_by >= today:
            key = letters.reminder_key("answer", question, question.answer_by, today=today, to="applicant")
            tell(question.application, letters.answer_reminder(question), key=key)
    for application in due_for_account(today + REMIND_BEFORE * 2).iterator(chunk_size=200):
        key = letters.reminder_key(
            "account", application, application.account_due_on, today=today, to="applicant"
        )
        tell(application, letters.account_reminder(application, today=today), key=key)
