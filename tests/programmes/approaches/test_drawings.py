from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from programmes.approaches.drawings import HEIGHT, RADIUS, WIDTH, force_field
from programmes.approaches.models import Party
from wijkportaal.foundation.charts.drawing import Palette

PARTIES = st.builds(
    Party,
    name=st.text("abc <&\"'", min_size=1, max_size=20),
    interest=st.integers(1, 5),
    influence=st.integers(1, 5),
    stance=st.sampled_from(["for", "neutral", "against"]),
)


@given(st.lists(PARTIES, max_size=9))
def test_every_party_has_one_mark_inside_the_drawing_and_one_row(parties):
    chart = force_field(parties, Palette())
    drawing = ElementTree.fromstring(chart.svg)
    space = "{http://www.w3.org/2000/svg}"
    circles = drawing.findall(f"{space}circle")
    squares = [each for each in drawing.findall(f"{space}rect") if each.get("rx")]
    assert (len(circles), len(squares)) == (
        sum(party.stance != "against" for party in parties),
        sum(party.stance == "against" for party in parties),
    )
    for circle in circles:
        assert RADIUS <= float(circle.get("cx")) <= WIDTH - RADIUS
        assert RADIUS <= float(circle.get("cy")) <= HEIGHT - RADIUS
    assert [row[0] for row in chart.rows] == [
        f"{number}. {party.name}" for number, party in enumerate(parties, start=1)
    ]
