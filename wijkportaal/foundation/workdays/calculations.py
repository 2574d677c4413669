"""Which days count for a term, and counting them. No database."""

from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Whether a day is neither in a weekend nor a holiday of the law (Algemene termijnenwet 3).

    Besides the public holidays that is Good Friday and each 5 May, also in the years in which most people work then.
    """
    return day.isoweekday() <= 5 and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """Return the day, or the first working day after it: so ends a term of the law (Algemene termijnenwet 1)."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def after_working_days(day: date, number: int) -> date:
    """Return the last day of a term of so many working days that begins on the day after `day`."""
    while number > 0:
        day += ONE_DAY
        number -= is_working_day(day)
    return day


def workdays_between(day: date, end: date) -> int:
    """Return how many working days come after `day`, up to and including `end`; below zero when it has passed."""
    if end < day:
        return -workdays_between(end, day)
    whole_years = sum(_passed(year)[-1] for year in range(day.year, end.year))
    return (
        whole_years + _passed(end.year)[end.timetuple().tm_yday] - _passed(day.year)[day.timetuple().tm_yday]
    )


@lru_cache(maxsize=64)
def _passed(year: int) -> tuple[int, ...]:
    """How many working days of a year have passed with each of its days; the first is the day before it begins."""
    first = date(year, 1, 1)
    days = (first + ONE_DAY * n for n in range((date(year + 1, 1, 1) - first).days))
    return (0, *accumulate(int(is_working_day(day)) for day in days))


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - 4 MB of all countries, for who counts days

    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))
