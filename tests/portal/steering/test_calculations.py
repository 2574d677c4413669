from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.portal.steering.calculations import (
    Homes,
    Place,
    class_bounds,
    class_of,
    is_reached,
    last_day_of,
    latest_until,
    middle_of,
    percentage,
    size_of,
)

VALUES = st.lists(st.none() | st.integers(0, 40).map(Decimal), max_size=25)
TODAY = date(2026, 11, 26)


@given(VALUES)
def test_every_known_value_has_one_class_and_a_higher_one_never_a_lower_class(values):
    bounds = class_bounds(values)
    known = sorted(value for value in values if value is not None)
    levels = [class_of(value, bounds) for value in known]
    assert levels == sorted(levels)
    assert set(levels) <= set(range(4))
    assert len(set(levels)) == len(bounds) <= 4
    assert class_of(None, bounds) is None
    # As many areas in each as their equals allow: the first class holds a quarter at least.
    assert not known or levels.count(0) * 4 >= len(known)


def test_a_record_counts_where_it_lies_and_where_that_went():
    def place(pk, *above, ends=None, begins=date(2020, 1, 1)):
        return Place(pk, begins, ends, above)

    merged = date(2025, 1, 1)
    places = [
        place(1),
        place(2, 1),
        place(3, 1, 2),  # a buurt in wijk 2
        place(4, 1, ends=merged),
        place(5, 1, ends=merged),  # merged into 6
        place(6, 1, begins=merged),
        place(7, 1, begins=date(2027, 1, 1)),  # to come
    ]
    homes = Homes.of(places, {4: [6], 5: [6, 2], 6: [4]}, today=TODAY)
    assert homes.by_area == {
        1: {1},
        2: {1, 2},
        3: {1, 2, 3},
        4: {1, 6},
        5: {1, 2, 6},
        6: {1, 6},
        7: {1},
    }
    assert homes.gather([(3, "a"), (4, "b"), (99, "nowhere")]) == {
        1: ["a", "b"],
        2: ["a"],
        3: ["a"],
        6: ["b"],
    }


def test_small_rules():
    assert percentage(1, 3) == Decimal("33.3333")
    assert percentage(1, 0) is None
    assert (middle_of([]), middle_of([4, 1]), middle_of([3])) == (None, Decimal("2.5000"), Decimal("3.0000"))
    assert [last_day_of(year, today=TODAY) for year in (2024, 2026)] == [date(2024, 12, 31), TODAY]
    assert (latest_until({2020: 1, 2024: 3}, 2023), latest_until({2024: 3}, 2023)) == (1, None)
    sizes = [None, Decimal(999), Decimal(1000), Decimal(5000)]
    assert [size_of(number) for number in sizes] == ["", "small", "middle", "large"]
    ten = Decimal(10)
    assert [is_reached(Decimal(9), ten, better=way) for way in ("more", "less", "")] == [False, True, None]
    assert (is_reached(None, ten, better="more"), is_reached(ten, None, better="more")) == (None, None)
    assert (is_reached(ten, ten, better="more"), is_reached(ten, ten, better="less")) == (True, True)
