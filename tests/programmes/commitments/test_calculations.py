from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.commitments.calculations import (
    Facts,
    Outcome,
    definition,
    last_day_of,
    outcome_of,
    tally,
    tally_by,
)
from programmes.commitments.states import BROKEN, KEPT, OPEN
from programmes.projects.calculations import Quarter

TODAY = date(2026, 6, 15)
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@st.composite
def promises(draw):
    state = draw(st.sampled_from([OPEN, KEPT, BROKEN]))
    closed = None if state == OPEN else draw(DAYS)
    first = draw(DAYS)
    return Facts(state, first, draw(st.just(first) | DAYS), closed)


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        (Facts(KEPT, JULY, JULY, JULY), Outcome.IN_TIME),
        (Facts(KEPT, JULY, AUGUST, JUNE), Outcome.IN_TIME),
        (Facts(KEPT, JUNE, AUGUST, JULY), Outcome.MOVED),
        (Facts(KEPT, JUNE, JULY, AUGUST), Outcome.LATE),
        (Facts(KEPT, JULY, JUNE, JUNE + timedelta(days=1)), Outcome.IN_TIME),
        (Facts(BROKEN, AUGUST, AUGUST, JUNE), Outcome.BROKEN),
        (Facts(OPEN, JUNE, AUGUST, None), Outcome.OVERDUE),
        (Facts(OPEN, TODAY, TODAY, None), Outcome.OPEN),
    ],
)
def test_outcome_is_measured_against_the_first_date(facts, outcome):
    assert outcome_of(facts, today=TODAY) == outcome


@given(st.lists(promises(), max_size=40))
def test_every_promise_counts_once(found):
    counted = tally(found, today=TODAY)
    assert counted.total == len(found) == sum(number for _label, number in counted.rows)
    assert counted.counted == counted.total - counted.number(Outcome.OPEN)
    if counted.share is None:
        assert counted.counted == 0
    else:
        assert 0 <= counted.share <= 100
        assert (counted.share == 100) == (counted.in_time == counted.counted)
        assert (counted.in_time == 0) <= (counted.share == 0)


@given(st.lists(promises(), min_size=1, max_size=20), st.data())
def test_moving_a_date_never_improves_the_share(found, data):
    place = data.draw(st.integers(0, len(found) - 1))
    moved = list(found)
    moved[place] = found[place]._replace(due_on=data.draw(DAYS))
    before, after = tally(found, today=TODAY), tally(moved, today=TODAY)
    assert (after.share, after.counted, after.in_time) == (before.share, before.counted, before.in_time)


@given(st.lists(promises(), min_size=1, max_size=20), st.data())
def test_keeping_an_open_promise_late_never_improves_the_share(found, data):
    place = data.draw(st.integers(0, len(found) - 1))
    late = found[place].first_due_on + timedelta(days=data.draw(st.integers(1, 400)))
    after = list(found)
    after[place] = found[place]._replace(state=KEPT, closed_on=late)
    assert tally(after, today=TODAY).in_time <= tally(found, today=TODAY).in_time


@given(st.lists(st.tuples(st.sampled_from(["", "a", "b"]), promises()), max_size=30))
def test_groups_together_are_all_that_have_a_group(found):
    grouped = tally_by(found, today=TODAY)
    assert "" not in grouped
    assert sum(each.total for each in grouped.values()) == sum(1 for group, _facts in found if group)


def test_a_share_is_rounded_down():
    kept, late = Facts(KEPT, JULY, JULY, JUNE), Facts(KEPT, JUNE, JUNE, JULY)
    assert tally([kept] * 199 + [late], today=TODAY).share == 99
    assert tally([], today=TODAY).share is None


def test_the_definition_says_that_moved_ones_do_not_count_as_in_time():
    assert "niet als op tijd" in definition()


@given(st.integers(2000, 2100), st.integers(1, 4))
def test_last_day_of_is_the_day_before_the_next_quarter(year, quarter):
    last = last_day_of(Quarter(year, quarter))
    assert (last.year, (last.month - 1) // 3 + 1) == (year, quarter)
    assert (last + timedelta(days=1)).month == quarter % 4 * 3 + 1


@given(st.lists(promises(), max_size=40))
def test_no_moved_promise_is_hidden_in_a_tally(found):
    moved = tally(found, today=TODAY).moved
    assert moved == sum(each.due_on != each.first_due_on for each in found)
