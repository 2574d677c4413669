from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.components.drawing import MARGIN, SIZE, Projection, draw_borders
from wijkportaal.foundation.components.examples import EXAMPLE_MAP

SVG = "{http://www.w3.org/2000/svg}"


def test_borders_are_drawn_with_names_links_and_the_current_one_on_top():
    drawing = ElementTree.fromstring(draw_borders(EXAMPLE_MAP, label="Drie wijken"))  # noqa: S314
    assert drawing.findtext(f"{SVG}title" if drawing.tag.startswith("{") else "title") == "Drie wijken"
    assert drawing.get("role") is None, "an image would hide its links"
    links = [element for element in drawing.iter() if element.tag.endswith("a")]
    assert [link.get("aria-label") for link in links] == ["Noorderkwartier", "Waterrijk", "Molenwijk"]
    assert "wp-area-shape--current" in links[-1][0].get("class")
    assert len([element for element in drawing.iter() if element.tag.endswith("circle")]) == 1


def test_nothing_to_draw_is_nothing():
    assert draw_borders(None, label="Leeg") == ""
    assert draw_borders({"features": [{"geometry": None, "properties": {}}]}, label="Leeg") == ""


def test_names_cannot_break_out_of_the_drawing():
    feature = {
        "properties": {"name": '"><script>alert(1)</script>', "url": 'javascript:"x"'},
        "geometry": {"type": "Polygon", "coordinates": [[[5, 53], [5.1, 53], [5.1, 53.1], [5, 53]]]},
    }
    drawn = draw_borders({"features": [feature]}, label="<b>")
    assert "<script" not in drawn
    assert "<b>" not in drawn


places = st.tuples(st.floats(3.3, 7.3), st.floats(50.7, 53.6))


@given(st.lists(places, min_size=1, max_size=30))
def test_every_place_lands_on_the_drawing(given_places):
    projection = Projection(given_places)
    assert max(projection.width, projection.height) <= SIZE
    for place in given_places:
        x, y = projection.place(place)
        assert MARGIN - 0.2 <= x <= projection.width - MARGIN + 1
        assert MARGIN - 0.2 <= y <= projection.height - MARGIN + 1


def test_north_is_up_and_east_is_right():
    projection = Projection([(5, 53), (6, 54)])
    assert projection.place((5, 54)) == (MARGIN, MARGIN)
    assert projection.place((6, 53))[0] > projection.place((5, 53))[0]
