from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.figures.calculations import NotANumber, Part, estimate, read_for
from areas.figures.catalogue import INDICATORS, indicators_in

INHABITANTS, WOZ = INDICATORS["a_inw"], INDICATORS["g_wozbag"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1234", "1234"),
        (" 1 234 ", "1234"),
        ("12,5", "12.5"),
        (0.96, "0.96"),
        ("0", "0"),
        ("1.234,5", "1234.5"),
    ],
)
def test_read_for_reads_dutch_and_english_numbers(cell, value):
    assert read_for(WOZ, "g_wozbag", cell) == Decimal(value)


@pytest.mark.parametrize("cell", ["", ".", "x", "-", None, "-99995", -99997, -99997.0, "       ."])
def test_read_for_keeps_unknown_unknown(cell):
    assert read_for(INHABITANTS, "a_inw", cell) is None


@pytest.mark.parametrize("cell", ["veel", "1,2,3", "12%", "1e400", "=1+1", "9" * 40, "1..2"])
def test_read_for_refuses_what_is_no_number(cell):
    with pytest.raises(NotANumber):
        read_for(WOZ, "g_wozbag", cell)


@pytest.mark.parametrize(("key", "cell"), [("a_inw", "-12"), ("p_00_14", "100,1"), ("g_wozbag", "-0,5")])
def test_read_for_refuses_what_cannot_be(key, cell):
    with pytest.raises(NotANumber):
        read_for(INDICATORS[key], key, cell)


def test_read_for_refuses_a_count_that_is_not_whole():
    with pytest.raises(NotANumber):
        read_for(INHABITANTS, "a_inw", "1.234")
    assert read_for(INDICATORS["a_opp_ha"], "area", 0.96) == Decimal("96")


def test_indicators_in_takes_the_first_column_of_each():
    found = indicators_in(["Code", " A_INW ", "aantal_inwoners", "g_woz", "onbekend"])
    assert {column: i.key for column, i in found.items()} == {" A_INW ": "a_inw", "g_woz": "g_wozbag"}


def test_estimate_adds_counts_and_weighs_means():
    whole, half = Decimal(1), Decimal("0.5")
    assert estimate(INHABITANTS, [Part(Decimal(1000), None, whole), Part(Decimal(501), None, half)]) == 1251
    assert estimate(
        WOZ, [Part(Decimal(100), Decimal(300), whole), Part(Decimal(200), Decimal(100), whole)]
    ) == Decimal(125)


def test_estimate_is_unknown_when_a_part_is():
    assert estimate(INHABITANTS, [Part(Decimal(1), None, Decimal(1)), Part(None, None, Decimal(1))]) is None
    assert estimate(WOZ, [Part(Decimal(1), None, Decimal(1)), Part(Decimal(1), None, Decimal(1))]) is None
    assert estimate(INHABITANTS, []) is None


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**5)), min_size=1, max_size=8))
def test_a_mean_lies_between_the_smallest_and_the_largest(parts):
    value = estimate(WOZ, [Part(Decimal(v), Decimal(w), Decimal(1)) for v, w in parts])
    assert min(v for v, _ in parts) <= value <= max(v for v, _ in parts)


@given(st.integers(0, 10**6), st.integers(0, 100))
def test_a_split_by_shares_keeps_the_total_to_a_rounding(total, percent):
    share = Decimal(percent) / 100
    parts = [estimate(INHABITANTS, [Part(Decimal(total), None, s)]) or 0 for s in (share, 1 - share)]
    assert abs(sum(parts) - total) <= 1
