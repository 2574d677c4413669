from itertools import combinations
from math import hypot
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.brochures import outline
from wijkportaal.foundation.documents.maps import (
    PIN_RADIUS,
    Frame,
    Palette,
    Pin,
    Projection,
    draw_map,
    read_shape,
    spread,
)

FRAME = Frame(174, 148)
PALETTE = Palette("#eeeeee", "#dddddd", "#cccccc", "#ffffff", "#0f4f57", "#333333")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(**options) -> ElementTree.Element:
    svg = draw_map(outline(), title="Kaart", frame=FRAME, palette=PALETTE, **options)
    return ElementTree.fromstring(svg)  # noqa: S314 - drawn by ourselves


def test_draw_map_has_a_text_alternative_first():
    svg = drawn()
    assert svg[0].tag == f"{SVG}title"
    assert svg[0].text == "Kaart"


def test_draw_map_escapes_names():
    neighbours = [("<script>&", outline(x=5.83))]
    assert "<script>" not in draw_map(
        outline(), title="<b>&", frame=FRAME, palette=PALETTE, neighbours=neighbours
    )


def test_draw_map_numbers_points_streets_and_areas():
    street = {"type": "LineString", "coordinates": [[5.79, 53.2], [5.8, 53.201], [5.81, 53.2]]}
    pins = [
        Pin("1", {"type": "Point", "coordinates": [5.8, 53.2]}, "#aa0000"),
        Pin("2", street, "#00aa00"),
        Pin("3", outline(radius=0.003), "#0000aa"),
    ]
    svg = drawn(pins=pins)
    assert [text.text for text in svg.iter(f"{SVG}text")][:3] == ["1", "2", "3"]
    assert len([path for path in svg.iter(f"{SVG}path") if path.get("stroke") == "#00aa00"]) >= 1


def test_draw_map_is_empty_without_a_border_and_skips_broken_places():
    assert draw_map(None, title="x", frame=FRAME, palette=PALETTE) == ""
    assert draw_map({"type": "Polygon", "coordinates": []}, title="x", frame=FRAME, palette=PALETTE) == ""
    svg = drawn(pins=[Pin("1", {"type": "Point", "coordinates": "x"}, "#aa0000")], scale_bar=False)
    assert list(svg.iter(f"{SVG}text")) == []


def test_draw_map_takes_a_bow_tie_as_it_comes():
    tie = {"type": "Polygon", "coordinates": [[[5, 53], [5.1, 53.1], [5.1, 53], [5, 53.1], [5, 53]]]}
    assert draw_map(tie, title="x", frame=FRAME, palette=PALETTE).startswith("<svg")


def test_projection_keeps_the_area_inside_the_margins():
    area = read_shape(outline())
    west, top, east, bottom = Projection(area, FRAME).on_paper(area).bounds
    assert west >= FRAME.left - 1e-6
    assert top >= FRAME.top - 1e-6
    assert east <= FRAME.width - FRAME.right + 1e-6
    assert bottom <= FRAME.height - FRAME.bottom + 1e-6


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(5, 169), st.floats(5, 143)), max_size=25))
def test_spread_parts_pins_and_keeps_them_on_the_paper(spots):
    places = spread(spots, FRAME)
    assert spread(spots, FRAME) == places
    assert all(
        PIN_RADIUS <= x <= FRAME.width - PIN_RADIUS and PIN_RADIUS <= y <= FRAME.height - PIN_RADIUS
        for x, y in places
    )
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > PIN_RADIUS for a, b in combinations(places, 2))
