import factory

from programmes.contributions.models import Remark
from tests.factories.organisations import FunctionFactory
from tests.factories.roles import person_with
from tests.factories.yearly import PartFactory


class RemarkFactory(factory.django.DjangoModelFactory):
    """A remark on the words with which every part of `PartFactory` begins."""

    class Meta:
        model = Remark

    part = factory.SubFactory(PartFactory)
    quote = "Beste bewoner"
    text = "Kan het wat warmer?"


def supplier(organisation, area, *, role: str = "partner", kind: str = "contact", **fields):
    """Return someone who works in an organisation and holds a role in the area: who can supply its part."""
    person = person_with(role, area, **fields)
    FunctionFactory(organisation=organisation, kind=kind, name=person.full_name, person=person)
    return person
