from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.charts.calculations import nice_scale, spread

numbers = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))


def test_nice_scale_of_inhabitants():
    scale = nice_scale([2790, None, 2875, 2510], from_zero=False)
    assert scale.ticks == [2500, 2600, 2700, 2800, 2900]
    assert nice_scale([12, 40, 33], from_zero=True).ticks == [0, 10, 20, 30, 40]


def test_nice_scale_of_shares_has_the_decimals_it_needs():
    scale = nice_scale([0.1, 0.35], from_zero=True)
    assert scale.ticks == [0, 0.1, 0.2, 0.3, 0.4]
    assert scale.decimals == 1


def test_nice_scale_without_values_is_nought_to_one():
    assert nice_scale([None, None], from_zero=True).ticks[0] == 0
    assert nice_scale([], from_zero=False).high >= 1


@given(st.lists(st.none() | numbers, max_size=20), st.booleans())
def test_nice_scale_encloses_every_value_in_few_steps(values, from_zero):
    scale = nice_scale(values, from_zero=from_zero)
    known = [value for value in values if value is not None]
    for value in known:
        room = scale.step * 1e-6
        assert scale.low - room <= value <= scale.high + room
        assert -0.2 <= scale.place(value, 0, 100) <= 100.2
    if from_zero and known:
        assert scale.low <= 0 <= scale.high
    assert 2 <= len(scale.ticks) <= 12


@given(st.lists(st.floats(0, 200), max_size=6))
def test_spread_keeps_labels_apart_and_in_order(places):
    moved = spread(places, 30, 0, 200)
    ordered = sorted(moved)
    assert all(later - earlier >= 29.8 for earlier, later in pairwise(ordered))
    by_place = sorted(range(len(places)), key=places.__getitem__)
    assert [moved[index] for index in by_place] == ordered
    assert not moved or max(moved) <= 200
