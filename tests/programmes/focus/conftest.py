import pytest

from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk")


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker", email="anna@gemeente.example")
