from datetime import date
from decimal import Decimal

import pytest

from areas.territory import actions
from areas.territory.models import Area
from areas.territory.queries import (
    children_of,
    find_area,
    history_of_area,
    map_of_area,
    neighbours_of,
    root_area,
    successor_of,
    successors_of,
)
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2024, 1, 1)


def succeed(predecessor, *pairs, on=NEW_YEAR):
    with actions.changing_atlas(by=None, action="test"):
        actions.close_area(predecessor, on)
        for successor, share in pairs:
            actions.add_succession(predecessor, successor, on=on, share=Decimal(share))
    predecessor.refresh_from_db()


def test_find_area_by_code_of_a_year_or_the_last_or_the_address():
    old, new = AreaFactory(name="Oud"), AreaFactory(name="Nieuw")
    actions.give_code(old, code="WK000101", year=2014, by=None)
    actions.give_code(new, code="WK000101", year=2022, by=None)
    assert find_area("WK000101", year=2014) == old
    assert find_area("wk000101") == new
    assert find_area("WK000101", year=2015) is None
    assert find_area("oud") == old
    assert find_area("niets") is None


def test_root_area_is_the_gemeente_of_today():
    assert root_area() is None
    AreaFactory()
    gemeente = GemeenteFactory()
    assert root_area() == gemeente


def test_neighbours_touch_and_are_of_the_same_kind(django_assert_num_queries):
    area = AreaFactory(name="Midden", border=square(5.01))
    east, west = AreaFactory(border=square(5.02), name="Oost"), AreaFactory(border=square(5.0), name="West")
    AreaFactory(name="Ver", border=square(5.2))
    AreaFactory(name="Buurt", kind="buurt", border=square(5.0))
    AreaFactory(name="Zonder grens")
    area = Area.objects.select_related("current__border").get(pk=area.pk)
    with django_assert_num_queries(1):
        assert neighbours_of(area) == [east, west]


def test_successors_follow_reform_after_reform():
    a, b, c, d = (AreaFactory(name=name) for name in "ABCD")
    succeed(a, (b, "0.6"), (c, "0.4"))
    assert successors_of(a) == [b, c]
    assert successor_of(a, on=date(2023, 12, 31)) == a
    succeed(b, (d, "1"), on=date(2025, 1, 1))
    assert successors_of(a, on=date(2024, 6, 1)) == [b, c]
    assert successors_of(a) == [d, c]
    assert successor_of(d) == d
    actions.end_area(d, on=date(2025, 6, 1), by=None)
    assert successors_of(a) == [c]
    assert successors_of(b) == []


def test_shares_that_come_together_again_are_added_up():
    a, b, c, d = (AreaFactory(name=name) for name in "ABCD")
    succeed(a, (b, "0.3"), (c, "0.3"), (d, "0.4"))
    succeed(b, (c, "1"), on=date(2025, 1, 1))
    assert successors_of(a) == [c, d]


def test_history_tells_what_changed():
    west, oost = GemeenteFactory(name="West"), GemeenteFactory(name="Oost")
    old, area = AreaFactory(name="Oud", parent=west), AreaFactory(name="Dorp", parent=west, border=square())
    actions.change_area(area, on=date(2022, 1, 1), by=None, name="Groot Dorp")
    actions.change_area(area, on=date(2023, 1, 1), by=None, parent=oost)
    actions.change_area(area, on=date(2023, 7, 1), by=None, border=square(5.0, 53.0, 0.02))
    succeed(old, (area, "1"))
    assert [(m.on.isoformat(), m.text) for m in history_of_area(area)] == [
        ("2022-01-01", "Heet voortaan Groot Dorp. Daarvoor was het Dorp."),
        ("2023-01-01", "Hoort voortaan bij Oost."),
        ("2023-07-01", "De grens loopt voortaan anders."),
        ("2024-01-01", "Neemt Oud over."),
    ]
    assert [m.text for m in history_of_area(old)] == ["Gaat op in Groot Dorp."]
    assert list(children_of(west, on=date(2022, 6, 1)).values_list("slug", flat=True)) == ["dorp", "oud"]
    assert list(children_of(oost)) == [area]


def test_map_of_an_area_on_a_day_before_its_border_moved():
    area = AreaFactory(name="Dorp", kind="dorp", border=square())
    actions.change_area(area, on=NEW_YEAR, by=None, border=square(5.0, 53.0, 0.02))

    def width(**asked):
        feature = map_of_area(area, **asked)["features"][-1]
        return round(max(x for x, _y in feature["geometry"]["coordinates"][0]) - 5.0, 3)

    assert width() == 0.02
    assert width(on=date(2023, 1, 1)) == 0.01
    assert map_of_area(area, on=date(2010, 1, 1)) == {"type": "FeatureCollection", "features": []}
    assert map_of_area(AreaFactory(name="Zonder"))["features"] == []
