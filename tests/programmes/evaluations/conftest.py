import pytest
from django.utils import timezone

from tests.factories.projects import CostLineFactory, ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import EntryFactory, ProgrammeFactory


@pytest.fixture
def area():
    return AreaFactory(name="Noord", slug="noord", parent=GemeenteFactory())


@pytest.fixture
def other(area):
    return AreaFactory(name="Zuid", slug="zuid", parent=area.parent)


@pytest.fixture
def manager(area):
    return person_with("area_manager", area)


@pytest.fixture
def neighbour(other):
    """The wijkmanager of another area."""
    return person_with("area_manager", other)


@pytest.fixture
def programme(area):
    return ProgrammeFactory(area=area, year=2025, state="published")


@pytest.fixture
def project(area, programme):
    project = ProjectFactory(
        area=area, title="Zebrapad", state="done", published_at=timezone.now(), cost_total=900
    )
    CostLineFactory(project=project, amount=900)
    EntryFactory(
        programme=programme,
        project=project,
        agreed_title="Zebrapad",
        agreed_cost="1000.00",
        agreed_state="planned",
    )
    return project
