"""Payments that are expected, and statements that tell of them."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from budgets.ledger.models import Account
from budgets.payments.actions import expect_payment
from tests.factories.ledger import GROUND, AccountFactory, fill, treasury
from wijkportaal.portal.demonstration.bank import OWN, PERSON, PERSON_IBAN, Row, camt

__all__ = ["OWN", "PERSON", "PERSON_IBAN", "Row", "camt", "promised", "to_get_back", "upload"]


def upload(content: bytes, name: str = "afschrift.xml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def promised(amount="250.00", reference="WP-2026-0001", **change):
    """Expect euros that go out: from what was promised of a filled budget to an advance."""
    source = AccountFactory(kind="promised")
    fill(source, amount)
    target: Account = AccountFactory(kind="advance", area=source.area)
    values = {"description": "Buurtfeest", "source": source, "target": target, "ground": GROUND} | change
    return expect_payment(Decimal(amount), reference=reference, by=None, **values)


def to_get_back(amount="80.00", reference="TERUG 44 77"):
    """Expect euros that come back: from what someone owes to the treasury."""
    owed = AccountFactory(kind="receivable")
    fill(owed, amount)
    return expect_payment(
        Decimal(amount),
        reference=reference,
        description="Terugbetaling",
        source=owed,
        target=treasury(),
        ground=GROUND,
        incoming=True,
        by=None,
    )
