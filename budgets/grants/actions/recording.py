"""What every action does besides its own work: note the step, and tell who applied."""

from decimal import Decimal

from django.utils import timezone

from budgets.decisions.actions import Wording, issue
from budgets.decisions.models import Decision
from budgets.grants.documents import addressee_of
from budgets.grants.letters import Letter
from budgets.grants.models import Application, ApplicationStep
from wijkportaal.foundation.mail.actions import send_letter

# Where who decides on an objection gives the application another amount in the same go.
ANSWER_DOOR = "grants:answer_objection"


def note(
    application: Application,
    name: str,
    *,
    by,
    text: str = "",
    amount: Decimal | None = None,
    was_late: bool = False,
    decision: Decision | None = None,
) -> ApplicationStep:
    """Write a step in the trail of an application."""
    return ApplicationStep.objects.create(
        application=application,
        name=name,
        by=by,
        text=text.strip(),
        amount=amount,
        was_late=was_late,
        at=timezone.now(),
        decision=decision,
    )


def decide(
    application: Application, outcome: str, says: Wording, *, amount: Decimal | None = None, by
) -> Decision:
    """Issue a decision on an application to who applied; an objection to it is answered in this room."""
    return issue(
        application.area,
        outcome,
        to=addressee_of(application),
        says=says,
        amount=amount,
        answered_at=ANSWER_DOOR,
        by=by,
    )


def tell(application: Application, letter: Letter, *, key: str = "") -> None:
    """Send a letter to who applied and, for an organisation, to its own address too."""
    addresses = {application.applicant.email} if application.applicant else set()
    if application.organisation and application.organisation.email:
        addresses.add(application.organisation.email.lower())
    for address in sorted(addresses):
        send_letter(
            to=address, subject=letter.subject, body=letter.body, key=f"{key}:{address}" if key else ""
        )
