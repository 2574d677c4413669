"""What every action does besides its own work: note the step, and tell who applied."""

from decimal import Decimal

from django.utils import timezone

from budgets.decisions.models import Decision
from budgets.grants.letters import Letter
from budgets.grants.models import Application, ApplicationStep
from wijkportaal.foundation.mail.actions import send_letter


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


def tell(application: Application, letter: Letter, *, key: str = "") -> None:
    """Send a letter to who applied and, for an organisation, to its own address too."""
    addresses = {application.applicant.email} if application.applicant else set()
    if application.organisation and application.organisation.email:
        addresses.add(application.organisation.email.lower())
    for address in sorted(addresses):
        send_letter(
            to=address, subject=letter.subject, body=letter.body, key=f"{key}:{address}" if key else ""
        )
