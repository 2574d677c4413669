"""Vouchers as officials issue them, and what is asked from them."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from budgets.ledger.models import Account
from budgets.vouchers import actions
from budgets.vouchers.models import Redemption, Voucher
from wijkportaal.foundation.files.processing import CheckedFile

INVOICE = CheckedFile(b"%PDF-1.4 factuur", "factuur.pdf", 1)


def issue_voucher(budget: Account, *, amount="100", by=None, days=30, **fields) -> Voucher:
    values = {"area": budget.area, "idea": "Schommel", "group": "ouders", "email": "groep@voorbeeld.example"}
    expires_on = timezone.localdate() + timedelta(days=days)
    return actions.issue(
        source=budget, amount=Decimal(amount), expires_on=expires_on, by=by, **values | fields
    )


def redeem(voucher: Voucher, *, amount="40", key=None) -> Redemption:
    return actions.redeem(
        voucher,
        amount=Decimal(amount),
        key=key or uuid4(),
        invoice=INVOICE,
        what="Hout",
        name="De Hamer",
        email="hamer@voorbeeld.example",
    )
