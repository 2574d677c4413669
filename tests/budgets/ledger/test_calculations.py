from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.ledger.calculations import combined, fault_of, opposite, transfer

amounts = st.decimals(Decimal("-1000000"), Decimal("1000000"), places=2)
moves = st.lists(st.tuples(st.sampled_from("abcd"), amounts), max_size=8)


@given(moves)
def test_combined_keeps_every_cent(pairs):
    found = combined(pairs)
    assert sum(found.values()) == sum(amount for _account, amount in pairs)
    assert 0 not in found.values()


@given(moves)
def test_a_booking_and_its_opposite_leave_nothing(pairs):
    found = combined(pairs)
    assert combined([*found.items(), *opposite(found).items()]) == {}


@given(st.decimals(Decimal("0.01"), Decimal("1000000"), places=2))
def test_a_transfer_is_a_booking(amount):
    assert fault_of(transfer("a", "b", amount)) is None


@pytest.mark.parametrize(
    ("moves", "fault"),
    [
        ({}, "few"),
        ({"a": Decimal(1)}, "few"),
        ({"a": Decimal("0.005"), "b": Decimal("-0.005")}, "cents"),
        ({"a": Decimal(10**10), "b": Decimal(-(10**10))}, "large"),
        ({"a": Decimal(3), "b": Decimal(-2)}, "unbalanced"),
    ],
)
def test_what_is_no_booking_has_a_fault(moves, fault):
    assert fault_of(moves) == fault
