import pytest

from programmes.yearly import actions as yearly
from tests.factories.contributions import supplier
from tests.factories.organisations import OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory

YEAR = 2031


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk")


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker", email="anna@gemeente.example")


@pytest.fixture
def corporatie(area):
    return OrganisationFactory(kind="housing", name="Thuis", areas=[area])


@pytest.fixture
def writer(corporatie, area):
    return supplier(corporatie, area, full_name="Cor Poratie", email="cor@thuis.example")


@pytest.fixture
def programme(area, corporatie, manager):
    """A draft of a year that lies far ahead, so that no deadline has passed."""
    return yearly.create_programme(area, YEAR, by=manager)


@pytest.fixture
def part(programme):
    return programme.parts.select_related("programme__area").get(kind="housing")
