from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from programmes.analysis.calculations import curve_of, index_of, mean_of, nearest, spread_of, years_between
from programmes.analysis.states import SCALE

amounts = st.decimals(min_value=0, max_value=10**7, places=2)
scores = st.lists(st.sampled_from(list(SCALE)))


def test_the_first_year_is_a_hundred_and_unknown_stays_unknown():
    values = {2020: Decimal(200), 2021: None, 2022: Decimal(190)}
    assert index_of(values, 2020) == {2020: Decimal(100), 2021: None, 2022: Decimal(95)}
    assert index_of({2020: Decimal(0), 2021: Decimal(5)}, 2020) == {2020: None, 2021: None}
    assert index_of(values, 1999) == dict.fromkeys(values)


@given(st.lists(st.tuples(st.none() | amounts, st.none() | amounts)))
def test_a_mean_lies_between_what_it_is_the_mean_of(pairs):
    known = [value for value, weight in pairs if value is not None and weight]
    mean = mean_of([value for value, _weight in pairs], [weight for _value, weight in pairs])
    if known:
        assert min(known) - Decimal("0.01") <= mean <= max(known) + Decimal("0.01")
    else:
        assert mean is None


def test_the_nearest_differ_least_in_share():
    others = {1: Decimal(50), 2: Decimal(180), 3: Decimal(1000), 4: Decimal(101)}
    assert nearest(Decimal(100), others, number=3) == [4, 2, 1]
    assert nearest(Decimal(0), {}, number=3) == []


@given(scores)
def test_the_middle_judgement_is_one_that_was_given(given_scores):
    spread = spread_of(given_scores)
    assert spread.total == len(given_scores)
    if not given_scores:
        assert spread.middle is None
        return
    assert spread.middle in given_scores
    assert sum(score <= spread.middle for score in given_scores) * 2 >= len(given_scores)
    assert sum(score >= spread.middle for score in given_scores) * 2 >= len(given_scores)


def test_forecast_and_target_begin_where_the_measured_line_ends():
    curve = curve_of({2020: Decimal(10), 2022: Decimal(12)}, {2025: Decimal(15)}, {2024: Decimal(9)})
    assert curve.years == [2020, 2021, 2022, 2023, 2024, 2025]
    assert curve.measured == [10, None, 12, None, None, None]
    assert curve.forecast == [None, None, 12, None, None, 15]
    assert curve.target == [None, None, 12, None, 9, None]
    assert (curve.has_forecast, curve.has_target) == (True, True)


def test_a_curve_needs_a_measurement():
    assert curve_of({}, {2025: Decimal(1)}, {}) is None
    alone = curve_of({2020: Decimal(1)}, {}, {})
    assert (alone.years, alone.has_forecast, alone.has_target) == ([2020], False, False)


def test_years_run_from_the_first_to_the_last():
    assert list(years_between([2020, 2023], [2025], most=4)) == [2022, 2023, 2024, 2025]
    assert list(years_between([], [], most=4)) == []
