from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.allocations.calculations import Policy, YearEnd, by_age, change_in_percent, divide, end_year

cents = st.integers(0, 10_000_000).map(lambda number: Decimal(number) / 100)
policies = st.one_of(
    st.sampled_from(["return", "within_a_year", "save", "goal", "set_off"]).map(Policy),
    st.integers(1, 6).map(lambda years: Policy("save_years", years)),
)
saved = st.dictionaries(st.integers(2018, 2025), cents, max_size=5)


@given(
    st.integers(-10_000_000, 10_000_000).map(lambda number: Decimal(number) / 100),
    st.lists(st.decimals("0.01", "100", places=2), min_size=1, max_size=6),
)
def test_parts_add_up_to_the_cent_and_none_is_a_cent_off(amount, weights):
    parts = divide(amount, weights)
    assert sum(parts) == amount
    assert all(
        abs(part - amount * weight / sum(weights)) < Decimal("0.01")
        for part, weight in zip(parts, weights, strict=True)
    )


def test_the_cent_that_is_left_goes_to_the_largest_remainder():
    assert divide(Decimal("100.00"), [Decimal(1)] * 3) == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]
    assert divide(Decimal("0.05"), [Decimal(50), Decimal(30), Decimal(20)]) == [
        Decimal("0.03"),
        Decimal("0.01"),
        Decimal("0.01"),
    ]
    with pytest.raises(ValueError, match="nothing"):
        divide(Decimal(1), [])


@given(policies, cents, cents, saved)
def test_no_cent_is_lost_at_the_end_of_a_year(policy, left, granted, saved):
    end = end_year(policy, left, granted=granted, saved=saved, year=2026)
    assert end.total == left
    assert min([end.returned, end.set_off, end.for_goal, *end.kept.values()]) >= 0
    if policy.keep_for is not None and policy.kind not in {"set_off", "goal"}:
        assert all(then + policy.keep_for > 2026 for then in end.kept)


@given(cents, cents, saved)
def test_what_is_left_is_the_youngest_money(left, granted, saved):
    lots = by_age(left, granted=granted, saved=saved, year=2026)
    assert sum(lots.values()) == left
    there = saved | {2026: granted}
    oldest = min(lots, default=2026)
    # All that is younger than the oldest euro that is left was not touched at all.
    assert all(lots.get(then, 0) >= there[then] for then in there if then > oldest)


def test_saving_three_years_returns_the_fourth():
    lots = {2023: Decimal(100), 2024: Decimal(50), 2025: Decimal(70)}
    three = Policy("save_years", 3)
    untouched = end_year(three, Decimal(420), granted=Decimal(200), saved=lots, year=2026)
    assert untouched == YearEnd(
        returned=Decimal(100), kept={2026: Decimal(200), 2025: Decimal(70), 2024: Decimal(50)}
    )
    # 130 spent: all of 2023 and 30 of 2024.
    spent = end_year(three, Decimal(290), granted=Decimal(200), saved=lots, year=2026)
    assert spent == YearEnd(kept={2026: Decimal(200), 2025: Decimal(70), 2024: Decimal(20)})


@pytest.mark.parametrize(
    ("policy", "end"),
    [
        (Policy("return"), YearEnd(returned=Decimal(40))),
        (Policy("within_a_year"), YearEnd(kept={2026: Decimal(40)})),
        (Policy("save"), YearEnd(kept={2026: Decimal(40)})),
        (Policy("goal", goal="speeltuin"), YearEnd(for_goal=Decimal(40))),
        (Policy("set_off"), YearEnd(set_off=Decimal(40))),
    ],
)
def test_each_policy_sends_what_is_left_its_own_way(policy, end):
    assert end_year(policy, Decimal(40), granted=Decimal(100), saved={}, year=2026) == end


def test_a_change_is_in_whole_per_cent_of_what_was():
    assert change_in_percent(Decimal(125), Decimal(100)) == 25
    assert change_in_percent(Decimal(66), Decimal(100)) == -34
    assert change_in_percent(Decimal(5), Decimal(0)) is None
