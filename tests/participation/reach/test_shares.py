import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.reach.calculations.shares import differs, share_of

PARTS = st.integers(1, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def test_the_interval_is_wilsons():
    # By hand from Wilson's formula with z = 1.96.
    share = share_of(81, 100)
    assert (share.value, round(share.low, 4), round(share.high, 4)) == (0.81, 0.7222, 0.8749)
    assert round(share_of(0, 10).high, 4) == 0.2775
    assert share_of(0, 10).low == 0
    # A hundred of two hundred addresses say more than a hundred of a town, and all of them say it all.
    half = share_of(81, 100, addresses=200)
    assert (round(half.low, 4), round(half.high, 4)) == (0.7498, 0.8584)
    assert share_of(81, 100, addresses=100).low == share_of(81, 100, addresses=100).high == 0.81
    for hits, of in ((0, 0), (3, 2), (-1, 4)):
        with pytest.raises(ValueError, match="people"):
            share_of(hits, of)


@given(PARTS, st.one_of(st.none(), st.integers(2, 9000)))
def test_a_share_lies_within_its_interval_and_knowing_more_narrows_it(part, addresses):
    hits, of = part
    share = share_of(hits, of, addresses=addresses)
    assert 0 <= share.low <= share.value <= share.high <= 1
    mirrored = share_of(of - hits, of, addresses=addresses)
    assert mirrored.low == pytest.approx(1 - share.high)
    without = share_of(hits, of)
    assert share.high - share.low <= without.high - without.low + 1e-9
    twice = share_of(2 * hits, 2 * of)
    assert twice.high - twice.low < without.high - without.low


@given(PARTS, PARTS)
def test_differing_goes_both_ways_and_needs_more_than_touching(one, other):
    first, second = share_of(*one), share_of(*other)
    assert differs(first, second) == differs(second, first)
    assert not differs(first, first)
    if differs(first, second):
        assert not (first.low <= second.value <= first.high and second.low <= first.value <= second.high)


def test_a_difference_within_the_margin_is_told_from_one_that_is_not():
    assert not differs(share_of(74, 100), share_of(81, 100))
    assert differs(share_of(740, 1000), share_of(810, 1000))
