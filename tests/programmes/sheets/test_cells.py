from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from programmes.projects.calculations import Quarter
from programmes.projects.models import Certainty, MoneySource
from programmes.sheets.cells import (
    WrongCell,
    costs_cell,
    place_cell,
    quarter_cell,
    read_costs,
    read_place,
    read_quarter,
    rich_text_cell,
    same_lines,
)
from wijkportaal.foundation.richtext.calculations import clean
from wijkportaal.foundation.tables.writing import neutral, restored

corners = st.tuples(st.floats(3.1, 7.3), st.floats(50.7, 53.7)).map(list)


@given(st.text(max_size=60))
def test_a_text_comes_back_through_a_workbook(text):
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    assert restored(neutral(text)) == text


@given(st.text(max_size=80))
def test_rich_text_comes_back(text):
    html = clean(text)
    assert clean(same_lines(rich_text_cell(html))) == html


@given(corners)
def test_a_point_comes_back(corner):
    place = {"type": "Point", "coordinates": corner}
    assert read_place(place_cell(place)) == place


def test_a_line_comes_back_and_a_place_abroad_does_not():
    line = {"type": "LineString", "coordinates": [[5.8, 53.2], [5.81, 53.21]]}
    assert read_place(place_cell(line)) == line
    for wrong in ("40.7, -74.0", "hier", '{"type": "Point"}', "[]", '{"type":"Polygon","coordinates":[[]]}'):
        with pytest.raises(WrongCell):
            read_place(wrong)


@given(st.builds(Quarter, st.integers(2000, 2100), st.integers(1, 4)))
def test_a_quarter_comes_back(quarter):
    assert read_quarter(quarter_cell(quarter)) == quarter
    assert read_quarter(quarter.written) == quarter


@pytest.mark.parametrize("text", ["K2 2026", "2026 q2", "2e kwartaal 2026", "2e KWARTAAL 2026"])
def test_a_quarter_as_people_write_it(text):
    assert read_quarter(text) == Quarter(2026, 2)


@pytest.mark.parametrize("text", ["2026", "5e kwartaal 2026", "2e kwartaal 1026", "voorjaar", "2026-02-01"])
def test_no_quarter(text):
    with pytest.raises(WrongCell, match="2e kwartaal 2026"):
        read_quarter(text)


amounts = st.decimals(0, 9_999_999_999, places=2)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(MoneySource),
            amounts,
            st.sampled_from(Certainty),
            st.sampled_from(["", "a", "ontwerp; en aanleg", "50 % van € 10"]),
        ),
        max_size=4,
    )
)
def test_costs_come_back(lines):
    told = [
        SimpleNamespace(
            amount=amount,
            description=description,
            get_source_display=lambda source=source: source.label,
            get_certainty_display=lambda certainty=certainty: certainty.label,
        )
        for source, amount, certainty, description in lines
    ]
    read = read_costs(costs_cell(told))
    assert [(c["source"], c["amount"], c["certainty"], c["description"]) for c in read] == lines


@pytest.mark.parametrize(
    "text",
    ["gemeente", "niemand; 5", "gemeente; veel", "gemeente; -5", "gemeente; 1,005", "gemeente; 5; zeker"],
)
def test_no_costs(text):
    with pytest.raises(WrongCell):
        read_costs(text)
