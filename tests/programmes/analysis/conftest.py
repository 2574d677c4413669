import pytest

from tests.factories.analysis import AnalysisFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk")


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker")


@pytest.fixture
def worker(area):
    return person_with("community_worker", area, full_name="Wout Opbouw")


@pytest.fixture
def draft(area):
    return AnalysisFactory(area=area, state="draft")
