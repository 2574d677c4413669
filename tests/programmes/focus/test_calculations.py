from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from programmes.focus.calculations import NEAR, Spot, is_overlap, metres_between, overlaps_among

HERE = Spot(1, 7, 5.8, 53.2, 8104, 8106)
SPOTS = st.builds(
    Spot,
    st.integers(1, 99),
    st.integers(1, 3),
    st.none() | st.floats(5.79, 5.81),
    st.none() | st.floats(53.19, 53.21),
    st.none() | st.integers(8100, 8110),
    st.none() | st.integers(8110, 8120),
)


def test_same_place_theme_and_period_overlap():
    twin = replace(HERE, key=2, longitude=5.803, start=8106, end=None)
    assert 195 < metres_between(HERE, twin) < 205
    assert is_overlap(HERE, twin)
    for change in (
        {"theme": 8},
        {"longitude": 5.81},
        {"latitude": None},
        {"start": 8107},
        {"start": None},
        {"key": 1},
    ):
        assert not is_overlap(HERE, replace(twin, **change)), change


@given(SPOTS, SPOTS)
def test_overlap_is_mutual_and_near(one, other):
    assert is_overlap(one, other) == is_overlap(other, one)
    if is_overlap(one, other):
        assert metres_between(one, other) <= NEAR


@given(st.lists(SPOTS, unique_by=lambda spot: spot.key, max_size=12))
def test_pairs_are_found_once_and_none_is_missed(spots):
    found = [frozenset(pair) for pair in overlaps_among(spots)]
    assert len(found) == len(set(found))
    assert set(found) == {
        frozenset({one.key, other.key}) for one in spots for other in spots if is_overlap(one, other)
    }
