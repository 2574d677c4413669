from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.stewardship.calculations import (
    Votes,
    act_by,
    majority,
    months_before,
    owns_something,
    term_on,
)
from participation.stewardship.states import (
    ACTIVE,
    COMING,
    ENDED,
    EXPIRING,
    NO,
    OWNS,
    UNKNOWN,
    WARN_BEFORE,
    YES,
)

numbers = st.none() | st.integers(0, 30)
days = st.integers(0, 4000).map(lambda number: date(2019, 1, 1) + timedelta(days=number))


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (Votes(7, 5, True), YES),
        (Votes(6, 3, True), NO),
        (Votes(5, 5, None), YES),
        (Votes(5, 0, None), NO),
        (Votes(7, 5, None), UNKNOWN),
        (Votes(7, None, True), UNKNOWN),
        (Votes(None, None, None), UNKNOWN),
        (Votes(7, 5, False), UNKNOWN),
        (Votes(7, 5, False, 20, 10), NO),
        (Votes(7, 2, False, 20, 11), YES),
        (Votes(0, 0, True), UNKNOWN),
    ],
)
def test_the_majority_is_more_than_half_of_all_votes(told, found):
    assert majority(told) == found


@given(st.integers(1, 30), st.integers(0, 30), st.sampled_from([True, False, None]), numbers, numbers)
def test_more_seats_for_residents_never_lose_the_majority(seats, residents, equal, votes, theirs):
    order = [NO, UNKNOWN, YES]
    residents = min(residents, seats)
    if votes is not None and theirs is not None:
        theirs = min(theirs, votes)
    told = Votes(seats, residents, equal, votes, theirs)
    assert majority(told) in order
    # Who has the majority is one side, never both: the others' view is the mirror, but for an equal split.
    if equal and residents < seats:
        more = Votes(seats, residents + 1, equal)
        assert order.index(majority(more)) >= order.index(majority(told))
        others = majority(Votes(seats, seats - residents, equal))
        assert not (majority(told) == YES and others == YES)
    if equal is None and 0 < residents < seats:
        assert majority(told) == UNKNOWN


@given(days, st.integers(0, 36))
def test_months_before_is_that_many_months_and_never_later_in_the_month(day, months):
    found = months_before(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day <= day.day
    assert day.day - found.day <= 3


@given(days, st.integers(0, 2000), st.none() | st.integers(1, 36))
def test_an_agreement_only_goes_forward(starts_on, lasts, notice):
    ends_on = starts_on + timedelta(days=lasts)
    order = [COMING, ACTIVE, EXPIRING, ENDED]
    moments = sorted(
        {starts_on - timedelta(days=1), starts_on, ends_on, ends_on + timedelta(days=1)}
        | {max(starts_on, act_by(ends_on, notice) - WARN_BEFORE)}
    )
    seen = [
        order.index(term_on(day, starts_on=starts_on, ends_on=ends_on, notice_months=notice))
        for day in moments
    ]
    assert seen == sorted(seen)
    assert (seen[0], order[seen[-2]], order[seen[-1]]) == (0, EXPIRING, ENDED)


def test_who_wrote_nothing_down_may_own_something():
    assert [owns_something(ways, OWNS) for ways in ([], ["rents"], ["rents", "owns"])] == [UNKNOWN, NO, YES]
