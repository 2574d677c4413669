from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from participation.asks.calculations import Planned, close_by, days_between, meeting, times_asked

FIRST = date(2026, 3, 1)
STREETS = st.frozensets(st.sampled_from(["Dorpsstraat", "Kade", "Plein"]))


@st.composite
def plans(draw) -> Planned:
    starts = FIRST + timedelta(days=draw(st.integers(0, 200)))
    area = draw(st.integers(1, 4))
    # 1 is the gemeente; 3 lies in 2.
    above = {1: {1}, 2: {1, 2}, 3: {1, 2, 3}, 4: {1, 4}}[area]
    return Planned(
        key=str(draw(st.integers(0, 10**6))),
        name="x",
        kind="survey",
        area=area,
        above=frozenset(above),
        starts_on=starts,
        ends_on=starts + timedelta(days=draw(st.integers(0, 30))),
        streets=draw(STREETS),
    )


def planned(
    starts: int, lasts: int = 5, *, area: int = 2, above=(1, 2), streets=(), key: str = ""
) -> Planned:
    first = FIRST + timedelta(days=starts)
    return Planned(
        key or f"{area}:{starts}",
        "x",
        "survey",
        area,
        frozenset(above),
        first,
        first + timedelta(days=lasts - 1),
        streets=frozenset(streets),
    )


@given(plans(), plans())
def test_asks_meet_both_ways_and_only_in_what_both_name(one, other):
    there, back = meeting(one, other), meeting(other, one)
    assert (there is None) == (back is None)
    if there:
        assert there.streets == back.streets
        assert there.days == back.days == days_between(one, other)
        assert not (one.streets and other.streets) or there.streets == one.streets & other.streets
        assert one.area in other.above or other.area in one.above


def test_the_days_between_are_those_of_rest():
    assert days_between(planned(0), planned(5)) == 0
    assert days_between(planned(0), planned(6)) == 1
    assert days_between(planned(40), planned(0, 10)) == 30
    assert days_between(planned(0, 20), planned(3)) == 0


def test_what_is_asked_in_the_same_streets_within_the_rest_is_told_nearest_first():
    ask = planned(100, streets=["Kade", "Plein"], key="own")
    others = [
        ask,
        planned(40),
        planned(80, streets=["Plein", "Dorpsstraat"]),
        planned(97, streets=["Dorpsstraat"]),
        planned(96, area=1, above=[1], key="gemeente"),
        planned(96, area=4, above=[1, 4]),
    ]
    found = close_by(ask, others, rest=60)
    assert [(met.other.key, met.days, set(met.streets)) for met in found] == [
        ("gemeente", 0, {"Kade", "Plein"}),
        ("2:80", 15, {"Plein"}),
        ("2:40", 55, {"Kade", "Plein"}),
    ]


def test_a_street_counts_what_names_it_and_what_goes_everywhere():
    asks = [
        planned(0),
        planned(9, streets=["Kade"]),
        planned(20, area=1, above=[1]),
        planned(30, area=1, above=[1], streets=["Plein"]),
    ]
    assert times_asked(2, ["Kade", "Plein"], asks) == {"Kade": 3, "Plein": 2}
