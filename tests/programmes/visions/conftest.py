import pytest

from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.visions import GoalFactory, VisionFactory


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk")


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker")


@pytest.fixture
def draft(area):
    """A draft from which nothing lacks for adoption."""
    vision = VisionFactory(area=area, state="draft", title="Molenwijk in 2032")
    GoalFactory(chapter__vision=vision, title="Elk kind kan veilig naar school")
    return vision


@pytest.fixture
def goal(draft):
    return draft.themes.get().goals.get()
