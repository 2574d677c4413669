import pytest

from tests.budgets.allocations.conftest import Town
from tests.factories.books import make_book, treasurer_of
from tests.factories.territory import AreaFactory, GemeenteFactory


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Fjildum", slug="fjildum")


@pytest.fixture
def treasurer(area):
    return treasurer_of(area, full_name="Petra Penning", email="petra@dorp.example")


@pytest.fixture
def book(area):
    return make_book(area)


@pytest.fixture
def town(db):
    return Town()
