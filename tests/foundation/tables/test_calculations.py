from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.tables.calculations import parse_decimal, parse_whole


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"),
        (" 1 234,5 ", "1234.5"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("-3,20", "-3.20"),
        ("−3", "-3"),
        ("0", "0"),
        ("€ 1.250,00", "1250.00"),
        ("1\u00a0000", "1000"),
        ("1.5e3", "1500"),
        (12, "12"),
        (12.5, "12.5"),
    ],
)
def test_parse_decimal_reads_numbers_as_people_write_them(written, number):
    assert parse_decimal(written) == Decimal(number)


@pytest.mark.parametrize(
    "unknown", ["", " ", ".", "x", "X", "-", "–", "?", "n.b.", None, "-99995", "-99997", "-99997.0"]
)
def test_unknown_is_never_zero(unknown):
    assert parse_decimal(unknown) is None


@pytest.mark.parametrize(
    "wrong", ["twaalf", "12a", "1,2,3", "1.23.4", "12,34.567,8", "=1+1", "--1", "1..2", "inf", "0x1F"]
)
def test_anything_else_is_an_error(wrong):
    with pytest.raises(ValueError, match="number"):
        parse_decimal(wrong)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_dutch_and_international_writing_mean_the_same(number):
    if str(number).split(".")[0] in {"-99995", "-99997"}:
        return
    english = f"{number:,.2f}"
    dutch = english.replace(",", " ").replace(".", ",").replace(" ", ".")
    assert parse_decimal(english) == parse_decimal(dutch) == parse_decimal(f"{number:.2f}") == number


def test_parse_whole():
    assert (parse_whole("1.234.567"), parse_whole("12,0"), parse_whole("x")) == (1234567, 12, None)
    with pytest.raises(ValueError, match="whole"):
        parse_whole("12,5")
