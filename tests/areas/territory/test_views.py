from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from areas.territory import actions
from areas.territory.middleware import NewDayMiddleware
from tests.factories.figures import FigureFactory
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_wijken():
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.03))
    return [
        AreaFactory(name=name, parent=gemeente, border=square(5.0 + 0.01 * place), code=f"WK00010{place}")
        for place, name in enumerate(["Noord", "Oost", "West"])
    ]


def test_index_lists_areas_with_inhabitants(client, three_wijken):
    FigureFactory(area=three_wijken[1], value=12345)
    page = client.get(reverse("territory:index")).content.decode()
    assert "12.345 inwoners (2024)" in page
    assert page.count("Aantal inwoners onbekend") == 3
    assert '<path class="wp-area-shape"' in page


def test_index_filters_by_kind_and_finds_by_name_and_code(client, three_wijken):
    def names(**asked):
        return [area.name for area in client.get(reverse("territory:index"), asked).context["page"]]

    assert names(soort="wijk") == ["Noord", "Oost", "West"]
    assert names(zoek="oos") == ["Oost"]
    assert names(zoek="wk000102") == ["West"]
    assert names(zoek="zuid") == []
    assert names(soort="bestaat-niet") == ["Noord", "Oost", "Voorbeeldstad", "West"]


@pytest.mark.parametrize("extra", [0, 29])
def test_index_costs_the_same_at_1_and_at_30_areas(client, extra, django_assert_max_num_queries):
    AreaFactory.create_batch(extra)
    AreaFactory(border=square())
    client.get(reverse("territory:index"))
    with django_assert_max_num_queries(9):
        client.get(reverse("territory:index"))


def test_borders_gives_wijken_as_geojson_and_answers_304(client, three_wijken):
    response = client.get(reverse("territory:borders"))
    assert response["Content-Type"] == "application/geo+json"
    assert [f["properties"]["name"] for f in response.json()["features"]] == ["Noord", "Oost", "West"]
    again = client.get(reverse("territory:borders"), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    actions.change_area(three_wijken[0], on=date(2024, 1, 1), by=None, name="Nieuw-Noord")
    changed = client.get(reverse("territory:borders"), headers={"If-None-Match": response["ETag"]})
    assert changed.status_code == 200
    assert "Nieuw-Noord" in changed.content.decode()
    before = client.get(reverse("territory:borders"), {"op": "2023-06-01"})
    assert "Nieuw-Noord" not in before.content.decode()


def test_borders_of_one_area_mark_it_and_its_neighbours(client, three_wijken):
    features = client.get(reverse("territory:borders"), {"gebied": "noord"}).json()["features"]
    marks = {
        f["properties"]["name"]: (f["properties"].get("current"), f["properties"].get("other"))
        for f in features
    }
    assert marks == {"Noord": (True, None), "Oost": (None, True)}


@pytest.mark.parametrize("asked", [{"op": "gisteren"}, {"soort": "provincie"}, {"gebied": "atlantis"}])
def test_borders_of_nonsense_are_404(client, asked):
    assert client.get(reverse("territory:borders"), asked).status_code == 404


def test_a_planned_name_shows_with_the_first_visitor_of_its_day(client, three_wijken, monkeypatch):
    tomorrow = timezone.localdate() + timedelta(days=1)
    actions.change_area(three_wijken[0], on=tomorrow, by=None, name="Nieuw-Noord")
    assert "Nieuw-Noord" not in client.get(reverse("territory:index")).content.decode()
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    monkeypatch.setattr(NewDayMiddleware, "seen", None)
    assert "Nieuw-Noord" in client.get(reverse("territory:index")).content.decode()
