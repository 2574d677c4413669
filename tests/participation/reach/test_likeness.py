from hypothesis import assume, given
from hypothesis import strategies as st

from participation.reach.calculations.likeness import MANY, MISSING, likeness
from participation.reach.calculations.small import without_small

AREA = {"00_14": 150, "15_24": 120, "25_44": 250, "45_64": 280, "65_oo": 200}


def of(*counts: int):
    told = without_small(dict(zip(AREA, counts, strict=True)))
    return likeness(told, sum(counts), AREA)


def test_who_is_like_the_area_reaches_all_of_it_and_who_is_not_is_told_apart():
    same = of(15, 12, 25, 28, 20)
    assert (round(same.index, 6), same.high, same.is_skewed) == (1, same.index, False)
    assert [group.verdict for group in same.groups] == ["as_area"] * 5
    old = of(0, 0, 10, 40, 50)
    # Half the sum of the differences: (15 + 12 + 15 + 12 + 30) / 2 = 42 of a hundred would have to be others.
    assert round(old.index, 6) == 0.58
    assert old.low < old.index < old.by_chance
    assert old.is_skewed
    assert [group.verdict for group in old.groups] == [MISSING, MISSING, MISSING, MANY, MANY]
    # An empty group leaves doubt: ten people without children say little.
    few = of(0, 0, 5, 5, 0)
    assert few.groups[0].verdict != MANY
    assert few.high - few.low > old.high - old.low


def test_what_is_hidden_counts_as_one_group_and_what_is_not_known_as_nothing():
    hidden = of(2, 30, 30, 30, 8)
    assert [group.names for group in hidden.groups][-1] == ("00_14", "15_24")
    assert hidden.groups[-1].people == 32
    assert of(1, 1, 1, 0, 0) is None
    assert likeness({"a": 20, "b": 30}, 50, {"a": 10, "b": None}) is None
    assert likeness({"a": 20, "b": 30}, 50, {"a": 0, "b": 0}) is None
    assert likeness({"a": None, "b": None, "c": 9}, 30, {"a": 5, "c": 9}) is None


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5))
def test_the_index_lies_within_its_interval_and_is_the_same_each_time(counts):
    found = of(*counts)
    assume(found)
    assert 0 <= found.low <= found.index <= found.high <= 1
    assert found == of(*counts)
    assert sum(group.people for group in found.groups) == sum(counts)
    assert abs(sum(group.share for group in found.groups) - 1) < 1e-9
    assert abs(sum(group.of_area for group in found.groups) - 1) < 1e-9
