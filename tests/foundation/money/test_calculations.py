from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.money.calculations import euros, shares

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
