import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box, shape

from areas.territory.calculations import (
    RD,
    WGS84,
    BadGeometry,
    outline_of,
    reprojected,
    simplified,
    union_of,
)
from tests.factories.territory import square


@given(st.floats(10_000, 280_000), st.floats(310_000, 610_000))
def test_rd_to_degrees_and_back_is_within_a_centimetre(x, y):
    point = shapely.Point(x, y)
    back = reprojected(reprojected(point, RD, WGS84), WGS84, RD)
    assert back.distance(point) < 0.01


def test_the_tower_of_amersfoort_is_where_it_is():
    tower = reprojected(shapely.Point(155000, 463000), RD, WGS84)
    assert (tower.x, tower.y) == pytest.approx((5.387206, 52.155174), abs=2e-5)


def test_outline_measures_hectares_and_a_point_inside():
    outline = outline_of(square(5.0, 53.0, 0.01))
    assert 70 < outline.hectares < 80  # 1.11 km by 0.67 km
    assert shape(outline.geometry).contains(shapely.Point(outline.longitude, outline.latitude))
    assert outline.checksum == outline_of(square(5.0, 53.0, 0.01)).checksum


@pytest.mark.parametrize(
    "geometry", [{"type": "Point", "coordinates": [5, 53]}, {"type": "Polygon", "coordinates": []}]
)
def test_outline_refuses_what_is_no_area(geometry):
    with pytest.raises(BadGeometry):
        outline_of(geometry)


def test_union_of_neighbours_has_no_seam():
    whole = union_of([square(5.0), square(5.01)])
    assert whole.geom_type == "Polygon"
    assert whole.bounds == (5.0, 53.0, 5.02, 53.01)


def test_simplified_keeps_shared_borders_shared():
    wave = [(5.01 + 0.00002 * (step % 2), 53 + step * 0.0001) for step in range(101)]
    west = shapely.Polygon([(5.0, 53.0), *wave, (5.0, 53.01)])
    east = shapely.Polygon([(5.02, 53.0), (5.02, 53.01), *reversed(wave)])
    simple = simplified([west, east], metres=20)
    assert shapely.get_num_coordinates(simple).sum() < 20
    assert shapely.coverage_is_valid(simple)
    assert simplified([], metres=20) == []
    assert len(simplified([box(0, 0, 1, 1), box(0.5, 0, 1.5, 1)], metres=20)) == 2
