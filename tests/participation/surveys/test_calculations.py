import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.reach.calculations import SMALL
from participation.surveys.calculations import differs, measured, share_of, tallied
from participation.surveys.scales import APPRECIATION, AWARENESS, INSTRUMENTS, MEASURES, SOLVED

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


def test_a_measure_counts_by_its_scale_and_hides_small_groups():
    counts = {"very_positive": 20, "fairly_positive": 30, "neutral": 6, "fairly_negative": 8, "unknown": 7}
    found = measured(APPRECIATION, counts)
    assert (found.share.hits, found.share.of, found.aside) == (50, 64, 7)
    assert found.answers == {
        "very_positive": 20,
        "fairly_positive": 30,
        "neutral": 6,
        "fairly_negative": 8,
        "very_negative": 0,
    }
    # Three people who are negative hide among the neutral; the share of both together stands.
    few = measured(APPRECIATION, counts | {"neutral": 12, "fairly_negative": 3})
    assert (few.share.hits, few.answers["neutral"], few.answers["fairly_negative"]) == (50, None, None)
    # When fewer than five say anything else, the share itself would tell how many.
    assert measured(AWARENESS, {"well": 30, "not": 3}).share is None
    assert measured(AWARENESS, {"well": 30, "not": 3}).answers == {}
    assert measured(AWARENESS, {"well": 30}).share.value == 1
    assert measured(AWARENESS, {"well": 4}).answered is None
    assert measured(SOLVED, {"solved": 6, "nothing": 6, "unknown": 2}).aside is None


@given(st.fixed_dictionaries({answer.key: st.integers(0, 30) for answer in APPRECIATION.answers}))
def test_a_measure_never_shows_a_small_group(counts):
    found = measured(APPRECIATION, counts)
    told = [*found.answers.values(), found.aside]
    if found.share:
        told += [found.share.hits, found.share.of - found.share.hits]
    assert [number for number in told if number is not None and 0 < number < SMALL] == []


def test_only_answers_of_a_scale_are_counted():
    rows = [{"awareness": "well", "appreciation": "boos", "own1": "0"}, {"awareness": "well"}]
    counts = tallied(rows, INSTRUMENTS[1])
    assert counts["awareness"] == {"well": 2, "somewhat": 0, "not": 0}
    assert sum(counts["appreciation"].values()) == 0


def test_every_scale_can_be_measured_and_has_an_answer_on_each_side():
    assert list(MEASURES) == ["awareness", "appreciation", "solved", "taking_part"]
    for scales in INSTRUMENTS.values():
        for scale in scales:
            assert scale.keys(True)
            assert scale.keys(False)
            assert len({answer.key for answer in scale.answers}) == len(scale.answers)
