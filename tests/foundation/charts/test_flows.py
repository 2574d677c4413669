from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.charts.calculations import Stream, layered
from wijkportaal.foundation.charts.drawing import flow_chart

KINDS = [("booked", "geboekt"), ("budgeted", "begroot"), ("estimated", "geschat")]
SOURCES, GOALS, AREAS = ["bron 1", "bron 2", "bron 3"], ["doel 1", "doel 2"], ["wijk"]


@st.composite
def chains(draw):
    """Streams to goals, and what the goals pass on: all that they got."""
    first = [
        Stream(source, goal, value, kind)
        for source, goal, value, kind in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(SOURCES),
                    st.sampled_from(GOALS),
                    st.integers(0, 10**9),
                    st.sampled_from([key for key, _words in KINDS]),
                ),
                max_size=9,
            )
        )
    ]
    sums = defaultdict(int)
    for stream in first:
        sums[stream.target, stream.kind] += stream.value
    return [*first, *(Stream(goal, "wijk", value, kind) for (goal, kind), value in sums.items())]


@given(chains(), st.floats(10, 900), st.floats(0, 60))
def test_what_goes_in_comes_out_and_nothing_overlaps(streams, height, gap):
    boxes, bands = layered([SOURCES, GOALS, AREAS], streams, height=height, gap=gap)
    by_name = {box.name: box for box in boxes}
    given_, got = defaultdict(float), defaultdict(float)
    for band in bands:
        source, target = by_name[band.stream.source], by_name[band.stream.target]
        assert band.thickness >= 0
        assert source.top - 1e-6 <= band.start <= band.start + band.thickness <= source.bottom + 1e-6
        assert target.top - 1e-6 <= band.end <= band.end + band.thickness <= target.bottom + 1e-6
        given_[source.name] += band.thickness
        got[target.name] += band.thickness
    for name in GOALS:
        assert given_[name] == pytest.approx(got[name], abs=1e-6)
    for names in (SOURCES, GOALS, AREAS):
        column = [by_name[name] for name in names]
        assert all(box.bottom >= box.top for box in column)
        assert all(above.bottom + gap <= below.top + 1e-6 for above, below in pairwise(column))
        assert sum(box.bottom - box.top for box in column) <= height + 1e-6
    if any(stream.value for stream in streams):
        assert by_name["wijk"].bottom - by_name["wijk"].top == pytest.approx(height)


def test_a_flow_chart_says_how_sure_each_amount_is_in_word_and_pattern():
    streams = [
        Stream("Gemeente <6.1>", "Ontmoeten", 3900, "booked"),
        Stream("Corporatie", "Ontmoeten", 1200, "budgeted"),
        Stream("Bewoners", "Ontmoeten", 800, "estimated"),
        Stream("Ontmoeten", "Noord", 3900, "booked"),
    ]
    chart = flow_chart(
        caption="Geld in Noord",
        columns=[["Gemeente <6.1>", "Corporatie", "Bewoners"], ["Ontmoeten"], ["Noord"]],
        headings=["Bron", "Doel"],
        streams=streams,
        kinds=KINDS,
    )
    assert chart.header == ("Bron", "Doel", "Hoe zeker", "Bedrag")
    assert chart.rows == (
        ("Gemeente <6.1>", "Ontmoeten", "geboekt", "€\xa03.900"),
        ("Corporatie", "Ontmoeten", "begroot", "€\xa01.200"),
        ("Bewoners", "Ontmoeten", "geschat", "€\xa0800"),
    )
    assert chart.summary == "Samen €\xa05.900 uit 3 bronnen. De grootste is Gemeente <6.1> met €\xa03.900."
    assert "stroke-dasharray" in chart.svg
    assert "<6.1>" not in chart.svg
    assert " id=" not in chart.svg
    assert " style=" not in chart.svg


def test_a_flow_chart_of_nothing_is_drawn():
    chart = flow_chart(
        caption="Leeg", columns=[[], [], []], headings=["Bron", "Doel"], streams=[], kinds=KINDS
    )
    assert chart.rows == ()
    assert chart.summary == "Er zijn geen bedragen bekend."
