from hypothesis import given
from hypothesis import strategies as st

from participation.reach.calculations.small import SMALL
from participation.surveys.calculations import measured, tallied
from participation.surveys.scales import APPRECIATION, AWARENESS, INSTRUMENTS, MEASURES, SOLVED


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
