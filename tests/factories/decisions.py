"""Decisions as the rooms above ask for them."""

from decimal import Decimal

from django.utils import timezone

from areas.organisations.models import Organisation
from budgets.decisions.actions import Addressee, Wording, issue, keep_letter
from budgets.decisions.models import Decision

WORDING = Wording(
    subject="Dorpsbudget 2026 voor Aldwier",
    opening="U krijgt het dorpsbudget van 2026.",
    legal_basis="Verordening dorpsbudgetten, artikel 4",
    lines=(
        ("€ 2.500 vast", Decimal(2500)),
        ("100 inwoners op 1 januari 2026 × € 0,80", Decimal(80)),
        ("Uitgegaan van de cijfers van de BRP", None),
    ),
    reasons="Elk dorp krijgt een eigen budget.",
    closing="U krijgt het geld in februari.",
)
PERSON = Addressee(name="Piet de Vries", email="piet@voorbeeld.nl")


def make_decision(
    area, *, to: Addressee | Organisation = PERSON, says=WORDING, by=None, **options
) -> Decision:
    """A decision on € 2,580; of an organisation its board is the addressee."""
    to = Addressee.board(to) if isinstance(to, Organisation) else to
    return issue(area, "granted", to=to, says=says, by=by, **{"amount": Decimal(2580)} | options)


def send(decision: Decision, content: bytes = b"%PDF-1.7", on=None) -> Decision:
    """Keep a letter that is not really one, and send it."""
    return keep_letter(decision, content, pages=1, on=on or timezone.localdate())
