from datetime import date

import factory

from areas.roles.models import RoleAssignment
from areas.territory.queries import root_area
from tests.factories.people import PersonFactory
from tests.factories.territory import AreaFactory, GemeenteFactory


class RoleAssignmentFactory(factory.django.DjangoModelFactory):
    """A role that someone holds since 2020, in an area of its own."""

    class Meta:
        model = RoleAssignment

    person = factory.SubFactory(PersonFactory)
    role = "area_manager"
    area = factory.SubFactory(AreaFactory)
    valid_from = date(2020, 1, 1)


def person_with(role: str, area=None, **fields):
    """Return a new person who holds a role in an area; without area in the whole gemeente."""
    place = area or root_area() or GemeenteFactory()
    return RoleAssignmentFactory(role=role, area=place, person=PersonFactory(**fields)).person
