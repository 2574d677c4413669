from decimal import Decimal

import pytest

from programmes.projects.models import CostLine
from programmes.yearly import actions as yearly
from programmes.yearly.models import Programme
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.yearly import DECISION, AgendaItemFactory


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture
def gemeente():
    return GemeenteFactory(border=square(5.0, 53.0, 0.05))


@pytest.fixture
def area(gemeente):
    AreaFactory(parent=gemeente, name="Buurwijk", border=square(5.02, 53.01))
    return AreaFactory(parent=gemeente, name="Molenwijk", border=square(5.01, 53.01), code="WK990001")


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Sanne de Vries")


@pytest.fixture
def programme(area, manager) -> Programme:
    """A draft with a foreword, two projects, money and a date."""
    programme = yearly.create_programme(area, 2026, by=manager)
    foreword = programme.parts.get(kind="foreword")
    yearly.edit_part(
        foreword,
        {"text": "<h4>Beste bewoner</h4><p>Samen maken we de wijk.</p>", "author_name": "Aaltje Hoekstra"},
        version=foreword.version,
        by=manager,
    )
    projects = [
        ProjectFactory(
            area=area,
            theme=ThemeFactory(icon="trees", colour="#2c6e3f"),
            title=title,
            state="planned",
            place={"type": "Point", "coordinates": [5.015, 53.015]},
        )
        for title in ("Bomen aan de Molenvaart", "Zebrapad bij de school")
    ]
    CostLine.objects.create(project=projects[0], source="municipality", amount=Decimal("12500.50"))
    yearly.add_entries(programme, projects, by=manager)
    AgendaItemFactory(programme=programme, title="Boomfeestdag")
    return programme


@pytest.fixture
def publish(manager, gemeente):
    """Bring a programme to the end of its life cycle."""

    def publish(programme: Programme) -> Programme:
        yearly.change_state(programme, "submit", by=manager)
        yearly.change_state(programme, "adopt", by=person_with("alderman", gemeente), decision=DECISION)
        yearly.change_state(programme, "publish", by=manager)
        programme.refresh_from_db()
        return programme

    return publish
