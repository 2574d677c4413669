import random
from collections import Counter

import shapely
from shapely.geometry import Point, shape

from wijkportaal.portal.demonstration.geography import borders, geojson, point_inside, street_inside
from wijkportaal.portal.demonstration.places import FORMER, PLACES


def test_places_are_twelve_wijken_and_sixteen_dorpen_with_codes_of_their_own():
    assert Counter(place.kind for place in PLACES) == {"wijk": 12, "dorp": 16}
    codes = [place.code for place in (*PLACES, *FORMER)]
    assert len(set(codes)) == len(codes)


def test_borders_fit_without_gaps_or_overlaps():
    drawn = borders()
    assert set(drawn.places) == {place.key for place in PLACES}
    assert shapely.coverage_is_valid(list(drawn.places.values()))
    assert drawn.gemeente.geom_type == "Polygon"
    assert not drawn.gemeente.interiors


def test_borders_before_the_herindeling_fit_too():
    drawn = borders()
    unchanged = [
        border for key, border in drawn.places.items() if key not in {"kluften", "havenrijk", "rietoever"}
    ]
    assert shapely.coverage_is_valid([*unchanged, *drawn.former.values()])
    assert shapely.unary_union([*unchanged, *drawn.former.values()]).equals(drawn.gemeente)


def test_geojson_keeps_the_shape_within_ten_centimetres():
    border = borders().places["oldekaap"]
    assert shape(geojson(border)).hausdorff_distance(border) < 1e-6


def test_points_and_streets_lie_in_their_area():
    dice = random.Random(4)
    for border in borders().places.values():
        assert all(border.contains(point_inside(border, dice)) for _ in range(20))
        assert border.contains(Point(street_inside(border, dice).coords[0]))
