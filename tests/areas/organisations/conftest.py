import pytest

from tests.factories.territory import AreaFactory, GemeenteFactory, square


@pytest.fixture
def gemeente():
    return GemeenteFactory()


@pytest.fixture
def noord(gemeente):
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


@pytest.fixture
def zuid(gemeente):
    return AreaFactory(name="Zuid", parent=gemeente, border=square(5.0, 52.9, 0.02))


@pytest.fixture
def buurt(noord):
    return AreaFactory(name="Bloemenbuurt", kind="buurt", parent=noord, border=square(5.0, 53.0, 0.01))
