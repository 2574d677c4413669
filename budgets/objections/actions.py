"""Every write on objections."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.decisions import states as outcomes
from budgets.decisions.actions import Addressee, Wording, issue
from budgets.decisions.calculations import last_day_to_object
from budgets.decisions.models import Decision
from budgets.objections import letters
from budgets.objections.calculations import answer_due
from budgets.objections.models import Objection
from budgets.objections.queries import answerers_of, due_for_answer
from budgets.objections.states import (
    FOUNDED,
    INADMISSIBLE,
    REMIND_BEFORE,
    UNFOUNDED,
    ObjectionRefused,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

OUTCOME_OF = {
    FOUNDED: outcomes.CHANGED,
    UNFOUNDED: outcomes.UPHELD,
    INADMISSIBLE: outcomes.NOT_CONSIDERED,
}


def object_to(decision: Decision, *, received_on: date | None = None, by, **fields) -> Objection:
    """Take an objection in and confirm it. What comes too late is taken in as well: whether that is excusable
    is for the answer to say.

    Raises ObjectionRefused (Dutch) when the same person's objection is open already, or when the decision was the
    answer to one.
    """
    if decision.is_on_objection:
        raise ObjectionRefused(
            refusal(
                "Dit besluit is al een antwoord op een bezwaar. Wie het niet eens is, kan naar de rechtbank."
            )
        )
    day = received_on or timezone.localdate()
    until = decision.object_until or last_day_to_object(decision.decided_on)
    due = answer_due(until, with_committee=fields.get("with_committee", False), is_put_off=False)
    try:
        with recorded(by=by, action="objections.object_to"):
            objection = Objection.objects.create(
                decision=decision, received_on=day, due_on=due, noted_by=by, **fields
            )
            _tell(objection, letters.received(objection))
    except IntegrityError as error:
        raise ObjectionRefused(
            refusal("Dit bezwaar is al ontvangen. U hoeft het niet nog eens te sturen.")
        ) from error
    return objection


def put_off(objection: Objection, *, reason: str, by) -> Objection:
    """Put the answer off by six weeks, once (art. 7:10 Awb)."""

    def then(locked: Objection) -> None:
        until = locked.decision.object_until or last_day_to_object(locked.decision.decided_on)
        locked.is_put_off = True
        locked.due_on = answer_due(until, with_committee=locked.with_committee, is_put_off=True)
        locked.save(update_fields=["is_put_off", "due_on"])
        _tell(locked, letters.put_off(locked, reason.strip()))

    return perform(objection, "put_off", by=by, reason=reason, then=then)


def withdraw(objection: Objection, *, reason: str, by) -> Objection:
    """Note that an objection was withdrawn."""

    def then(locked: Objection) -> None:
        _tell(locked, letters.withdrawn(locked))

    return perform(objection, "withdraw", by=by, reason=reason, then=then)


def answer(
    objection: Objection, *, result: str, reasons: str, instead: str = "", amount: Decimal | None = None, by
) -> Objection:
    """Answer by a decision of its own; when founded it comes in place of the first. Also after the term.

    `instead` says what is decided instead, and `amount` (euros) how much that is; the room that decided knows.
    """

    def then(locked: Objection) -> None:
        if not reasons.strip():
            raise TransitionRefused(
                refusal("Schrijf op waarom. Wie bezwaar maakte, heeft recht op een reden.")
            )
        locked.result, locked.answered_on = result, timezone.localdate()
        locked.answer = issue(
            locked.area,
            OUTCOME_OF[result],
            to=Addressee(name=locked.name, address=locked.address, email=locked.email),
            says=_words(locked, result, reasons.strip(), instead),
            amount=amount,
            is_on_objection=True,
            replaces=locked.decision if result == FOUNDED else None,
            by=by,
        )
        locked.save(update_fields=["result", "answered_on", "answer"])

    return perform(objection, "answer", by=by, reason=reasons, then=then)


def _words(objection: Objection, result: str, reasons: str, instead: str) -> Wording:
    opening = {
        FOUNDED: _("Uw bezwaar is gegrond. Wij veranderen ons besluit %(number)s."),
        UNFOUNDED: _("Uw bezwaar is ongegrond. Ons besluit %(number)s blijft zoals het is."),
        INADMISSIBLE: _("Uw bezwaar tegen besluit %(number)s is niet-ontvankelijk. Dat betekent dat wij niet naar de inhoud kijken."),
    }  # fmt: skip
    return Wording(
        _("Beslissing op uw bezwaar tegen besluit %(number)s") % {"number": objection.decision.number},
        "\n\n".join(filter(None, (opening[result] % {"number": objection.decision.number}, instead))),
        _("Hoofdstuk 7 van de Algemene wet bestuursrecht; %(basis)s") % {"basis": objection.decision.legal_basis},
        reasons=reasons,
    )  # fmt: skip


def remind(*, on: date | None = None) -> None:
    """Write to who can answer what is due within two weeks or late. Safe to call at any time; each goes once."""
    today = on or timezone.localdate()
    for objection in due_for_answer(today + REMIND_BEFORE):
        for person in answerers_of(objection):
            letter = letters.reminder(objection, person)
            key = letters.reminder_key(objection, person, today=today)
            send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)


def _tell(objection: Objection, letter: letters.Letter) -> None:
    if objection.email:
        send_letter(to=objection.email, subject=letter.subject, body=letter.body)
