import json
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from programmes.projects.calculations import (
    Quarter,
    fault_in_place,
    fingerprint,
    marker_of,
    period_label,
    place_of_corners,
    quarters_later,
    summary_of,
    totals_by_source,
    written_corners,
)

quarters = st.builds(Quarter, st.integers(2000, 2100), st.integers(1, 4))


@given(quarters)
def test_quarter_comes_back_from_its_index(quarter):
    assert Quarter.at(quarter.index) == quarter


@given(quarters, quarters)
def test_quarters_sort_as_their_indexes(one, other):
    assert (one < other) == (one.index < other.index)


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (None, None, "nog niet bekend"),
        (None, (2026, 2), "uiterlijk 2e kwartaal 2026"),
        ((2026, 2), None, "vanaf 2e kwartaal 2026"),
        ((2026, 2), (2026, 2), "2e kwartaal 2026"),
        ((2026, 2), (2026, 3), "2e t/m 3e kwartaal 2026"),
        ((2026, 1), (2026, 4), "heel 2026"),
        ((2026, 4), (2027, 1), "4e kwartaal 2026 t/m 1e kwartaal 2027"),
    ],
)
def test_period_label_reads_as_one_says_it(start, end, label):
    assert period_label(start and Quarter(*start), end and Quarter(*end)) == label


def line(source, amount, certain=True, pk=1):
    return SimpleNamespace(
        pk=pk,
        source=source,
        get_source_display=lambda: source,
        amount=Decimal(amount),
        is_certain=certain,
        description="",
        certainty="fixed" if certain else "estimated",
    )


def test_totals_by_source_adds_to_the_cent_and_tells_what_is_not_certain():
    totals = totals_by_source(
        [line("fonds", "0.10"), line("fonds", "0.20", certain=False), line("gemeente", "5")]
    )
    assert [(total.source, total.amount, total.uncertain) for total in totals] == [
        ("gemeente", Decimal("5"), Decimal(0)),
        ("fonds", Decimal("0.30"), Decimal("0.20")),
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.decimals(0, 10**9, places=2), st.booleans())))
def test_totals_lose_no_cent(rows):
    totals = totals_by_source(line(source, amount, certain) for source, amount, certain in rows)
    assert sum(total.amount for total in totals) == sum(amount for _source, amount, _certain in rows)
    assert all(0 <= total.uncertain <= total.amount for total in totals)


def test_fingerprint_follows_the_lines_and_not_their_order():
    one, other = line("a", "1", pk=1), line("b", "2", pk=2)
    assert fingerprint([one, other]) == fingerprint([other, one])
    assert fingerprint([one]) != fingerprint([line("a", "1.01", pk=1)])
    assert fingerprint([]) != fingerprint([one])


def test_summary_is_short_and_has_no_tags():
    summary = summary_of("<p>Er komt een <strong>zebrapad</strong>.</p>" + "<p>En nog veel meer.</p>" * 5000)
    assert summary.startswith("Er komt een zebrapad. En nog")
    assert len(summary) <= 240
    assert "<" not in summary


@pytest.mark.parametrize(
    "place",
    [
        {"type": "Point", "coordinates": [5.8, 53.2]},
        {"type": "LineString", "coordinates": [[5.8, 53.2], [5.82, 53.2]]},
        {"type": "Polygon", "coordinates": [[[5.8, 53.2], [5.82, 53.2], [5.81, 53.21], [5.8, 53.2]]]},
    ],
)
def test_marker_stands_on_the_place(place):
    assert fault_in_place(place) is None
    assert shape(place).distance(Point(marker_of(place))) < 1e-6


@pytest.mark.parametrize(
    "place",
    [
        None,
        [],
        {},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "Point"},
        {"type": "Point", "coordinates": ["x", "y"]},
        {"type": "Point", "coordinates": [5.8, float("nan")]},
        {"type": "Point", "coordinates": [181000, 579000]},
        {"type": "LineString", "coordinates": [[5.8, 53.2]]},
        {"type": "LineString", "coordinates": [[5.8, 53.2]] * 501},
        {
            "type": "Polygon",
            "coordinates": [[[5.8, 53.2], [5.82, 53.22], [5.82, 53.2], [5.8, 53.22], [5.8, 53.2]]],
        },
    ],
)
def test_places_that_cannot_be_drawn_are_named(place):
    assert fault_in_place(place)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(st.sampled_from(["Point", "LineString", "Polygon", "x"]), json_values)
def test_no_place_whatever_makes_it_fall_over(kind, coordinates):
    place = {"type": kind, "coordinates": coordinates}
    if fault_in_place(place) is None:
        assert marker_of(json.loads(json.dumps(place)))


corner_lists = st.lists(
    st.tuples(st.floats(3.1, 7.3), st.floats(50.7, 53.7)).map(list), min_size=3, max_size=9
)


@given(corner_lists, st.sampled_from(["LineString", "Polygon"]))
def test_corners_come_back_as_they_were_written(corners, kind):
    coordinates = corners if kind == "LineString" else [[*corners, corners[0]]]
    place = {"type": kind, "coordinates": coordinates}
    read = place_of_corners(written_corners(place), kind=kind)
    assert read == place or (kind == "Polygon" and corners[0] == corners[-1])


@pytest.mark.parametrize("text", ["", "53.2", "hier, daar", "53.2, 5.8, 7"])
def test_what_is_no_list_of_corners(text):
    assert place_of_corners(text, kind="LineString") is None


@given(quarters, quarters, quarters, quarters)
def test_a_period_is_later_by_its_end(start, end, new_start, new_end):
    later = max(0, new_end.index - end.index)
    assert quarters_later((start, end), (new_start, new_end)) == later
    assert quarters_later((start, None), (new_start, None)) == max(0, new_start.index - start.index)
    assert quarters_later((None, None), (new_start, new_end)) == 0


@given(quarters)
def test_a_quarter_is_read_as_it_was_written(quarter):
    assert Quarter.read(quarter.written) == quarter


@pytest.mark.parametrize("written", ["", "2026", "2026-5", "1999-1", "x-1", "2026-1-1"])
def test_no_quarter_is_read(written):
    with pytest.raises(ValueError, match=r".*"):
        Quarter.read(written)
