"""Terms of the law: until when someone can object, and which days count."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

# Awb 6:7: six weeks. Awb 6:8: from the day after the decision was made known (Awb 3:41: sent).
OBJECTION_TERM = timedelta(weeks=6)
ONE_DAY = timedelta(days=1)


def last_day_to_object(sent_on: date) -> date:
    """Return the last day on which someone can object to a decision that was sent on a day."""
    return next_working_day(sent_on + OBJECTION_TERM)


def next_working_day(day: date) -> date:
    """Return the day, or the first working day after it: so ends a term of the law (Algemene termijnenwet 1)."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def is_working_day(day: date) -> bool:
    """Whether a day is neither in a weekend nor a holiday of the law (Algemene termijnenwet 3).

    Besides the public holidays that is Good Friday and each 5 May, also in the years in which most people work then.
    """
    return day.isoweekday() <= 5 and day not in _holidays(day.year)


@lru_cache(maxsize=32)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))


def number_of(year: int, sequence: int) -> str:
    """Write the number of a decision as it stands on the letter: `2026-0012`."""
    return f"{year}-{sequence:04d}"
