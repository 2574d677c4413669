from decimal import Decimal

import factory
from django.utils import timezone

from budgets.ledger.actions import Ground, book
from budgets.ledger.calculations import transfer
from budgets.ledger.models import Account, Purpose
from tests.factories.territory import AreaFactory

GROUND = Ground("Collegebesluit 26-014", "beschikking 1")


class PurposeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Purpose
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda n: f"Bestemming {n}")
    slug = factory.Sequence(lambda n: f"bestemming-{n}")


class AccountFactory(factory.django.DjangoModelFactory):
    """The budget of an area for this year; the treasury with `kind="treasury"`."""

    class Meta:
        model = Account

    kind = "budget"
    area = factory.SubFactory(AreaFactory)
    year = factory.LazyFunction(lambda: timezone.localdate().year)
    may_be_overdrawn = factory.LazyAttribute(lambda account: account.kind == "treasury")


def treasury() -> Account:
    """Return the one account that money comes from."""
    return Account.objects.filter(kind="treasury", area=None).first() or AccountFactory(
        kind="treasury", area=None, year=None
    )


def fill(account: Account, amount, *, on=None, key: str = "", by=None):
    """Book euros from the treasury to an account."""
    return book(
        transfer(treasury(), account, Decimal(amount)),
        on=on or timezone.localdate(),
        description=f"Budget van {account}"[:200],
        ground=GROUND,
        key=key or f"fill:{account.pk}:{amount}:{on}",
        by=by,
    )
