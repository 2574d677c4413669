from datetime import date

import factory

from areas.organisations.models import Facility, Function, Organisation, ServedArea
from tests.factories.territory import AreaFactory


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An organisation; `areas=[…]` are those in which it works since 2020."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    kind = "panel"
    name = factory.Sequence(lambda n: f"Wijkpanel {n}")
    slug = factory.Sequence(lambda n: f"wijkpanel-{n}")

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        for area in extracted or ():
            ServedArea.objects.create(organisation=self, area=area, valid_from=date(2020, 1, 1))


class FunctionFactory(factory.django.DjangoModelFactory):
    """Someone in an organisation since 2020, with nothing public but the name."""

    class Meta:
        model = Function

    organisation = factory.SubFactory(OrganisationFactory)
    kind = "chair"
    name = factory.Sequence(lambda n: f"Voorzitter {n}")
    valid_from = date(2020, 1, 1)


class FacilityFactory(factory.django.DjangoModelFactory):
    """A place in an area, without a point."""

    class Meta:
        model = Facility

    kind = "community_centre"
    name = factory.Sequence(lambda n: f"Wijkgebouw {n}")
    area = factory.SubFactory(AreaFactory)
