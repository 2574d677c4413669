from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.cycle.calculations import (
    Facts,
    Lack,
    Place,
    Standing,
    count_standings,
    day_in,
    lacking_for,
    standing_of,
)
from programmes.cycle.states import KINDS, LIFE_CYCLE

TODAY = date(2026, 10, 10)
STATES = st.sampled_from(list(LIFE_CYCLE.states))
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("state", "starts", "ends", "expected"),
    [
        ("planned", 5, 40, Standing.AHEAD),
        ("planned", 5, 9, Standing.AHEAD),
        ("planned", 0, 40, Standing.WAITING),
        ("running", 5, 40, Standing.RUNNING),
        ("running", -5, 15, Standing.RUNNING),
        ("running", -5, 14, Standing.DUE),
        ("planned", -5, 0, Standing.DUE),
        ("planned", -5, -1, Standing.LATE),
        ("running", -5, -1, Standing.LATE),
        ("done", -5, -1, Standing.DONE),
        ("skipped", 5, 40, Standing.SKIPPED),
    ],
)
def test_standing_follows_from_state_and_period(state, starts, ends, expected):
    days = [TODAY + timedelta(days=number) for number in (starts, ends)]
    assert standing_of(state, *days, today=TODAY) == expected


@given(STATES, DAYS, DAYS, DAYS)
def test_only_open_steps_are_late_and_only_after_their_last_day(state, one, other, today):
    first, last = sorted((one, other))
    is_late = standing_of(state, first, last, today=today) == Standing.LATE
    assert is_late == (state in {"planned", "running"} and today > last)


@given(st.lists(st.sampled_from(list(Standing))))
def test_counts_add_up_and_leave_out_nothing(standings):
    counts = count_standings(standings)
    assert sum(number for _each, number in counts) == len(standings)
    assert [each for each, _number in counts] == sorted(set(standings), key=list(Standing).index)


@given(st.integers(2000, 2100), st.integers(1, 12), st.integers(1, 31))
def test_a_day_of_the_calendar_always_exists(year, month, day):
    found = day_in(year, month, day)
    assert (found.year, found.month) == (year, month)
    assert found.day == day or (found + timedelta(days=1)).day == 1


def lacks(kind, **facts):
    return [str(lack) for lack in lacking_for(kind, Facts(**{"has_outcome": True} | facts))]


def test_a_step_lacks_what_the_records_say():
    assert lacking_for("choice", Facts(open_checks=1)) == [
        Lack(
            "Er staat nog niet wat eruit is gekomen, en er is geen stuk of koppeling.",
            Place.OUTCOME,
        ),
        Lack("Op de lijst staat nog 1 punt open.", Place.POINTS),
    ]
    ready = Facts(has_outcome=True, programme="published", analysis="published")
    assert [lacking_for(kind, ready) for kind in KINDS] == [[]] * 7
    assert lacks("programming") == ["Er is nog geen programma gemaakt."]
    assert lacks("programming", programme="draft") == ["Het programma is nog niet vastgesteld."]
    assert lacks("programming", programme="adopted") == ["Het programma is nog niet gepubliceerd."]
    assert lacks("action", programme="draft") == ["Er is geen vastgesteld programma voor dit jaar."]


def test_buurtanalyse_and_evaluation_count_in_their_own_steps_only():
    assert lacks("analysis") == ["Er is nog geen buurtanalyse."]
    unpublished = "De buurtanalyse is nog niet gepubliceerd."
    assert lacks("analysis", analysis="draft") == [
        "In de buurtanalyse staat nog geen oordeel van een professional.",
        unpublished,
    ]
    assert lacks("analysis", analysis="draft", judgements=1) == [unpublished]
    busy = {"programme": "published", "unfinished_projects": 3, "unevaluated": 1}
    unfinished = "3 projecten uit het programma zijn nog niet klaar of vervallen."
    assert lacks("action", **busy) == [unfinished]
    assert lacks("evaluation", **busy) == [
        unfinished,
        "Van 1 project uit het programma is er nog geen openbare evaluatie.",
    ]
