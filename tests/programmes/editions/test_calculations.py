from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.editions.calculations import divide, euros, fillers_needed, quarters_in, shares, with_headings
from programmes.projects.calculations import Quarter

amounts = st.decimals(0, 10_000_000, places=2)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "€\u00a00"),
        ("12500", "€\u00a012.500"),
        ("12400.50", "€\u00a012.400,50"),
        ("1234567.005", "€\u00a01.234.567,01"),
    ],
)
def test_euros_writes_cents_only_when_there_are_any(amount, text):
    assert euros(Decimal(amount)) == text


@given(st.lists(amounts, min_size=1, max_size=12))
def test_shares_add_up_to_a_hundred(values):
    found = shares(values)
    assert sum(found) == (100 if sum(values) else 0)
    assert all(
        abs(share - value * 100 / sum(values)) < 1
        for share, value in zip(found, values, strict=True)
        if sum(values)
    )


@given(st.integers(1, 500))
def test_fillers_make_whole_sheets(pages):
    assert (pages + fillers_needed(pages)) % 4 == 0
    assert 0 <= fillers_needed(pages) < 4


@pytest.mark.parametrize(
    ("start", "end", "quarters"),
    [
        (None, None, ()),
        (Quarter(2026, 2), Quarter(2026, 3), (2, 3)),
        (Quarter(2025, 4), Quarter(2026, 1), (1,)),
        (Quarter(2026, 3), None, (3, 4)),
        (Quarter(2025, 1), None, (1, 2, 3, 4)),
        (Quarter(2027, 1), None, ()),
        (None, Quarter(2026, 2), (2,)),
        (Quarter(2024, 1), Quarter(2025, 4), ()),
    ],
)
def test_quarters_in_a_year(start, end, quarters):
    assert quarters_in(2026, start, end) == quarters


def test_with_headings_gives_all_headings_one_level():
    assert with_headings("<h3>a</h3><p>b</p><H4>c</H4>", 5) == "<h5>a</h5><p>b</p><h5>c</h5>"


@given(st.lists(st.floats(0.5, 30), max_size=60), st.integers(1, 5))
def test_divide_keeps_all_blocks_in_so_many_columns(heights, columns):
    counts = divide(heights, columns)
    assert sum(counts) == len(heights)
    assert len(counts) <= columns
    assert all(counts) or not heights


def test_divide_makes_the_highest_column_as_low_as_can_be():
    assert divide([3, 3, 3, 3, 3, 3], 3) == [2, 2, 2]
    assert divide([9, 1, 1, 1], 2) == [1, 3]
