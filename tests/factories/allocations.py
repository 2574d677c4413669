"""An area that was granted its money, whose board accounted for it."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from budgets.allocations.models import AccountSettlement, Allocation, Run, RunPurpose
from budgets.staffels import actions as staffels
from tests.budgets.staffels.making import scheme
from tests.factories.ledger import PurposeFactory


def make_account(area) -> AccountSettlement:
    """A run of this year that was carried out, with one allocation without a board, and its account."""
    year = timezone.localdate().year
    version = staffels.make_staffel(area.parent, scheme(name="Wijkbudget"), by=None)
    run = Run.objects.create(
        version=version,
        year=year,
        state="executed",
        decision="Collegebesluit 3",
        decided_on=date(year, 1, 13),
    )
    RunPurpose.objects.create(run=run, purpose=PurposeFactory(), percent=100)
    granted = Allocation.objects.create(
        run=run,
        area=area,
        member_ids=[area.pk],
        key=area.slug,
        name=area.name,
        amount=Decimal(2580),
        last_year=Decimal(2000),
        lines=[["€ 2.500 vast", "2500.00", ""], ["100 inwoners × € 0,80", "80.00", "BRP"]],
        done_at=timezone.now(),
    )
    return AccountSettlement.objects.create(
        allocation=granted, document="Jaarrekening", received_on=date(year, 3, 1)
    )
