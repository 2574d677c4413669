import pytest

from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.branding.actions import change_branding


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def root(db):
    change_branding(name="Gemeente Rietwolde", email="wijken@rietwolde.example", by=None)
    return GemeenteFactory(name="Rietwolde", slug="rietwolde", code="GM9999", border=square(5.0, 53.0, 0.2))


@pytest.fixture
def area(root):
    return AreaFactory(name="Noord", slug="noord", parent=root, border=square(5.0, 53.0, 0.05))
