from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.decisions.calculations import last_day_to_object, number_of
from budgets.decisions.states import OUTCOME_KINDS, OUTCOMES
from wijkportaal.foundation.components.icons import icon_shapes
from wijkportaal.foundation.workdays.calculations import is_working_day


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        # Six weeks later, on a working day.
        (date(2026, 11, 25), date(2027, 1, 6)),
        # A Saturday goes on to Monday.
        (date(2026, 1, 10), date(2026, 2, 23)),
        # Six weeks later it is Good Friday; then comes the weekend and Easter Monday.
        (date(2026, 2, 20), date(2026, 4, 7)),
        # King's day, and each 5 May, also when most people work.
        (date(2026, 3, 16), date(2026, 4, 28)),
        (date(2026, 3, 24), date(2026, 5, 6)),
        (date(2026, 4, 2), date(2026, 5, 15)),
        # Both days of Christmas and the weekend after it.
        (date(2026, 11, 13), date(2026, 12, 28)),
        (date(2026, 11, 20), date(2027, 1, 4)),
    ],
)
def test_the_last_day_is_six_weeks_on_and_a_working_day(sent, last):
    assert last_day_to_object(sent) == last


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_nobody_gets_less_than_six_weeks_or_a_day_that_does_not_count(sent):
    last, due = last_day_to_object(sent), sent + timedelta(days=42)
    assert last >= due
    assert is_working_day(last)
    assert not any(is_working_day(due + timedelta(days=n)) for n in range((last - due).days))


def test_a_number_keeps_its_order_beyond_four_digits():
    assert [number_of(2026, n) for n in (1, 12, 9999, 10000)] == [
        "2026-0001",
        "2026-0012",
        "2026-9999",
        "2026-10000",
    ]


def test_every_outcome_has_a_badge_that_can_be_drawn():
    assert set(OUTCOME_KINDS) == set(OUTCOMES)
    assert all(icon_shapes(icon) for _kind, icon in OUTCOME_KINDS.values())
