"""The applicant's side: begin, write, send, answer, account, withdraw."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from budgets.decisions import states as outcomes
from budgets.grants import letters
from budgets.grants.actions.money import release_promise
from budgets.grants.actions.recording import decide, note, tell
from budgets.grants.calculations.conditions import checks
from budgets.grants.documents import withdrawn_words
from budgets.grants.models import Application, Attachment, BudgetLine, Receipt, Regulation, Side
from budgets.grants.queries import Capacity, due_date_of, facts_of, lacking_in
from budgets.grants.states import DRAFT, RUNNING, GrantRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.files.actions import delete_file, store_file
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

MOST_FILES = 20


def begin(
    regulation: Regulation, capacity: Capacity, *, title: str, by, key: UUID | None = None, **fields
) -> Application:
    """Begin a concept. The same `key` gives the application that it made before.

    Raises GrantRefused (Dutch) when the regulation takes none.
    """
    if not regulation.is_open:
        raise GrantRefused(refusal("Deze regeling neemt nu geen aanvragen aan."))
    with recorded(by=by, action="grants.begin"):
        application, made = Application.objects.get_or_create(
            key=key or uuid4(),
            defaults={
                "regulation": regulation,
                "area": capacity.area,
                "applicant": by,
                "applicant_kind": capacity.kind,
                "organisation": capacity.organisation,
                "title": title,
                "edited_by": by,
                **fields,
            },
        )
        if not made and application.applicant_id != getattr(by, "pk", None):
            raise GrantRefused(refusal("Deze aanvraag is van iemand anders. Begin opnieuw."))
    return application


def edit(application: Application, values: Mapping[str, Any], *, version: int, by) -> Application:
    """Save the plan of a concept that was read at `version`. Raises EditConflict or GrantRefused."""
    _refuse_sent(application)
    return save_edit(application, values, version=version, by=by, action="grants.edit")


def set_lines(
    application: Application, lines: Sequence[tuple[str, str, Decimal]], *, version: int, by
) -> Application:
    """Replace the budget (side, what, euros) of a concept that was read at `version`; works out what is asked.

    Raises EditConflict when somebody saved in between, GrantRefused when it was sent.
    """
    _refuse_sent(application)

    def then(locked: Application) -> list[str]:
        locked.lines.all().delete()
        BudgetLine.objects.bulk_create(
            BudgetLine(application=locked, side=side, what=what, amount=amount)
            for side, what, amount in lines
        )
        locked.requested = _asked(lines)
        return ["requested"]

    saved = save_edit(application, {}, version=version, by=by, action="grants.set_lines", then=then)
    application.refresh_from_db()
    return saved


def _asked(lines: Sequence[tuple[str, str, Decimal]]) -> Decimal:
    """What is short: costs minus what the applicant and others bring in."""
    signed = (amount if side == Side.COST else -amount for side, _what, amount in lines)
    return max(sum(signed, Decimal("0.00")), Decimal("0.00"))


def apply_quickly(
    regulation: Regulation, capacity: Capacity, *, amount: Decimal, key: UUID, by, **fields
) -> Application:
    """Begin and send in one go: a small request of one page. The same `key` gives the one that was sent.

    Raises TransitionRefused or GrantRefused (Dutch) when a condition is not met; nothing is kept then.
    """
    with recorded(by=by, action="grants.apply_quickly"):
        application = begin(regulation, capacity, by=by, key=key, **fields)
        if application.state != DRAFT:
            return application
        cost = [(Side.COST, application.title, amount)]
        set_lines(application, cost, version=application.version, by=by)
        return submit(application, by=by)


def attach(application: Application, checked: CheckedFile, *, title: str, by) -> Attachment:
    """Add a document to an application that is not decided on. Raises GrantRefused when there are too many."""
    with recorded(by=by, action="grants.attach"):
        locked = _locked(application)
        if not (locked.state == DRAFT or locked.is_undecided):
            raise GrantRefused(
                refusal("Over deze aanvraag is al besloten. Een bijlage kan er niet meer bij.")
            )
        if locked.attachments.count() >= MOST_FILES:
            raise GrantRefused(refusal("Meer dan %(most)d bijlagen kan niet.") % {"most": MOST_FILES})
        return Attachment.objects.create(application=locked, title=title, file=store_file(checked, by=by))


def detach(attachment: Attachment, *, by) -> None:
    """Take a document off a concept."""
    with recorded(by=by, action="grants.detach"):
        _refuse_sent(_locked(attachment.application))
        file = attachment.file
        attachment.delete()
        delete_file(file, by=by)


def submit(application: Application, *, by) -> Application:
    """Send a concept. The conditions of this day stay with it, and the term begins.

    Raises TransitionRefused with all that is not met, in Dutch.
    """

    def then(locked: Application) -> None:
        today = timezone.localdate()
        if lacking := lacking_in(locked):
            raise TransitionRefused(" ".join(lacking))
        looked_at = checks(locked.regulation.conditions, facts_of(locked, on=today))
        if faults := [check.fault for check in looked_at if not check.is_met]:
            raise TransitionRefused(" ".join(faults))
        locked.submitted_at = timezone.now()
        locked.due_on = locked.regulation.term.end(today)
        locked.conditions_data = locked.regulation.conditions_data
        locked.save(update_fields=["submitted_at", "due_on", "conditions_data"])
        note(locked, "submit", by=by, amount=locked.requested)
        tell(locked, letters.received(locked))

    return perform(application, "submit", by=by, then=then)


def answer(application: Application, text: str, *, by) -> Application:
    """Send what was asked for; the clock runs on from where it stood."""

    def then(locked: Application) -> None:
        if not text.strip():
            raise TransitionRefused(refusal("Schrijf een antwoord."))
        question = locked.questions.get(answered_at=None)
        question.answer, question.answered_at = text.strip(), timezone.now()
        question.save(update_fields=["answer", "answered_at"])
        locked.due_on = due_date_of(locked)
        locked.save(update_fields=["due_on"])
        note(locked, "answer", by=by, text=text)
        tell(locked, letters.answered(locked))

    return perform(application, "answer", by=by, reason=text, then=then)


def withdraw(application: Application, *, reason: str, by) -> Application:
    """Stop an application; what was promised falls free, by a decision."""

    def then(locked: Application) -> None:
        decision, was_granted = None, locked.granted is not None
        if was_granted:
            release_promise(locked, by=by)
            decision = decide(locked, outcomes.WITHDRAWN, withdrawn_words(locked), by=by)
        note(locked, "withdraw", by=by, text=reason, decision=decision)
        if locked.submitted_at and not was_granted:
            tell(locked, letters.withdrawn(locked))

    return perform(application, "withdraw", by=by, reason=reason, then=then)


def add_receipt(application: Application, values: Mapping[str, Any], checked: CheckedFile, *, by) -> Receipt:
    """Add a receipt while the grant is being used. Raises GrantRefused when it is not."""
    with recorded(by=by, action="grants.add_receipt"):
        _refuse_unless_running(_locked(application))
        return Receipt.objects.create(application=application, file=store_file(checked, by=by), **values)


def remove_receipt(receipt: Receipt, *, by) -> None:
    """Take a receipt back before the account is sent."""
    with recorded(by=by, action="grants.remove_receipt"):
        _refuse_unless_running(_locked(receipt.application))
        file = receipt.file
        receipt.delete()
        delete_file(file, by=by)


def account(application: Application, report: str, *, by) -> Application:
    """Send the account: the report, with the receipts that were added. Raises TransitionRefused without them."""

    def then(locked: Application) -> None:
        if not report.strip():
            raise TransitionRefused(refusal("Schrijf in een paar zinnen wat er is gebeurd."))
        if not locked.receipts.exists():
            raise TransitionRefused(refusal("Voeg eerst minstens één bon toe."))
        locked.report = report.strip()
        locked.save(update_fields=["report"])
        was_late = timezone.localdate() > locked.account_due_on
        note(locked, "account", by=by, text=report, was_late=was_late)
        tell(locked, letters.account_received(locked))

    return perform(application, "account", by=by, then=then)


def _locked(application: Application) -> Application:
    return Application.objects.select_for_update(of=("self",)).get(pk=application.pk)


def _refuse_sent(application: Application) -> None:
    if application.state != DRAFT:
        raise GrantRefused(refusal("Deze aanvraag is al verstuurd en kan niet meer worden gewijzigd."))


def _refuse_unless_running(application: Application) -> None:
    if application.state != RUNNING:
        raise GrantRefused(
            refusal("Bonnen kunt u toevoegen nadat het voorschot is betaald, tot u verantwoordt.")
        )
