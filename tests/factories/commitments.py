from datetime import date, timedelta

import factory
from django.utils import timezone

from programmes.commitments.actions import make_commitment
from programmes.commitments.models import Commitment
from tests.factories.organisations import OrganisationFactory
from tests.factories.territory import AreaFactory


def days(number: int) -> date:
    """Return the day that many days from today."""
    return timezone.localdate() + timedelta(days=number)


class CommitmentFactory(factory.django.DjangoModelFactory):
    """A public commitment of two months ago, due in a month, made by its action; takes what that takes."""

    class Meta:
        model = Commitment

    area = factory.SubFactory(AreaFactory)
    what = factory.Sequence(lambda n: f"De gemeente zet {n} bankjes in het park")
    organisation = factory.SubFactory(OrganisationFactory, kind="municipality")
    made_to = "bewoners van de Lindestraat"
    made_on = factory.LazyFunction(lambda: days(-60))
    due_on = factory.LazyFunction(lambda: days(30))
    said_in = "meeting"
    is_public = True

    @classmethod
    def _create(cls, model_class, *args, area, by=None, **fields):
        return make_commitment(area, by=by, **fields)
