from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from participation.reach.calculations.small import SMALL, shown_parts, without_small, without_small_of

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=6)


def shown(counts: list[int]) -> tuple[int | None, ...]:
    return tuple(without_small(dict(enumerate(counts))).values())


def test_a_small_group_hides_another_so_that_the_total_tells_nothing():
    assert shown([20, 30, 0]) == (20, 30, 0)
    assert shown([3, 30, 12]) == (None, None, 12)
    assert shown([12, 30, 3]) == (12, None, None)
    # Two small ones of which the sum tells too much take a third along.
    assert shown([1, 1, 9, 30]) == (None, None, None, 30)
    assert shown([4, 4, 3, 30]) == (None, None, None, 30)
    # So do small ones that are each as many as a small one can be.
    assert shown([4, 4, 4, 30, 20]) == (None, None, None, None, 20)
    assert shown([4, 4, 5, 4]) == (None, None, None, None)
    # A 0 stands, unless there are too few people to hide among.
    assert shown([3, 0, 40]) == (None, 0, None)
    assert shown([2, 0, 3]) == (None, None, None)
    assert shown([1, 5]) == (None, None)


@given(COUNTS)
def test_what_is_shown_is_true_and_never_small(counts):
    for number, told in zip(counts, shown(counts), strict=True):
        assert told in {None, number}
        assert told is None or told == 0 or told >= SMALL


@given(st.lists(st.integers(0, 15), min_size=1, max_size=4))
def test_who_knows_the_rule_and_the_total_cannot_work_out_what_is_hidden(counts):
    """Try every set of groups of the same total that would have been shown the same way."""
    told = shown(counts)
    hidden = [place for place, number in enumerate(told) if number is None]
    rest = sum(counts[place] for place in hidden)
    if not hidden or rest < SMALL:  # fewer than five people in all: the total itself is not shown
        return
    possible: dict[int, set[int]] = {place: set() for place in hidden}
    first = hidden[:-1]
    for numbers in product(range(rest + 1), repeat=len(first)):
        last = rest - sum(numbers)
        if last < 0:
            continue
        other = list(counts)
        for place, number in zip(hidden, (*numbers, last), strict=True):
            other[place] = number
        if shown(other) == told:
            for place in hidden:
                possible[place].add(other[place])
        if all(len(found) > 1 for found in possible.values()):
            return
    assert {place: len(found) > 1 for place, found in possible.items()} == dict.fromkeys(hidden, True)


@given(st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=1, max_size=4))
def test_a_sum_less_its_parts_gives_no_small_group(tables):
    parts = shown_parts(dict(enumerate(table)) for table in tables)
    told = without_small_of(parts)
    for place, number in told.items():
        if number is None:
            continue
        seen = [without_small(part)[place] for part in parts]
        left = number - sum(each or 0 for each in seen)
        hiding = [part[place] for part, each in zip(parts, seen, strict=True) if each is None]
        assert left == sum(hiding)
        assert not hiding or (len(hiding) > 1 and left >= 10)


def test_one_person_does_not_hide_a_year_and_many_alone_are_told_together():
    many, one = {"a": 20, "b": 30}, {"a": 1, "b": 0}
    assert shown_parts([many, one]) == [many]
    assert shown_parts([many, *[one] * 7]) == [many, {"a": 7, "b": 0}]
    assert shown_parts([one]) == []
